-- List 10, adoption: adopted or turned from adoption in the year, or decided on and neither.
WITH known AS (
    SELECT *, CASE WHEN order_type = 'ADOPTION' AND order_on <= as_at THEN order_on END AS adopted_on,
        CASE WHEN decision_reversed_on <= as_at THEN decision_reversed_on END AS reversed_on,
        CASE WHEN adoption_decision_on <= as_at THEN adoption_decision_on END AS decided_on
    FROM permanences CROSS JOIN asked WHERE person_id IS NOT NULL
), newest AS (
    SELECT person_id, arg_max(known, (coalesce(decided_on, adopted_on), permanence_id)) AS road
    FROM known WHERE decided_on IS NOT NULL OR adopted_on IS NOT NULL GROUP BY person_id
), entered AS (  -- of the period the road belongs to, or failing that the last one before the decision
    SELECT newest.person_id, arg_max(coalesce(entered_care_on, started_on),
        (coalesce(cla_id = road.cla_id, false), coalesce(entered_care_on, started_on))) AS on_day
    FROM newest JOIN cla_episodes ON cla_episodes.person_id = newest.person_id
    WHERE coalesce(coalesce(entered_care_on, started_on) <= coalesce(road.decided_on, road.adopted_on), true) GROUP BY 1
)
SELECT newest.person_id AS child_id, gender, ethnicity, born_on, age, is_disabled,
    entered.on_day AS entered_care_on, road.decided_on AS decided_on,
    CASE WHEN road.placement_order_on <= as_at THEN road.placement_order_on END AS placement_order_on,
    CASE WHEN road.matched_on <= as_at THEN road.matched_on END AS matched_on,
    CASE WHEN road.placed_for_adoption_on <= as_at THEN road.placed_for_adoption_on END AS placed_on,
    road.adopted_on AS adopted_on, road.reversed_on AS reversed_on,
    CASE WHEN road.reversed_on IS NOT NULL THEN coalesce(
        nullif(regexp_extract(upper(road.decision_reversed_reason), '^\s*(RD[1-4])\b', 1), ''),
        road.decision_reversed_reason) END AS reversed_reason,
    CASE WHEN road.placed_fostering_for_adoption_on <= as_at THEN road.placed_fostering_for_adoption_on END
        AS early_permanence_on
FROM newest CROSS JOIN asked LEFT JOIN child USING (person_id) LEFT JOIN entered USING (person_id)
WHERE CASE WHEN road.adopted_on IS NOT NULL THEN road.adopted_on >= twelve_months
           WHEN road.reversed_on IS NOT NULL THEN road.reversed_on >= twelve_months
           WHEN road.order_on <= as_at THEN road.order_on >= twelve_months  -- another order made the home permanent
           ELSE coalesce(age < 18, true) END
ORDER BY child_id
