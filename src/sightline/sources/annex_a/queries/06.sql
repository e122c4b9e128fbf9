-- List 6, children in need: each child's newest episode that came to something, open now or in the six months, and
-- whoever is in care or on a plan without one.
WITH newest AS (
    SELECT person_id, arg_max(struct_pack(referred_on := referred_on, need := primary_need_code,
        closed_on := CASE WHEN closed_on <= as_at THEN closed_on END, reason := close_reason),
        (referred_on, referral_id)) AS episode
    FROM cin_episodes CROSS JOIN asked
    WHERE person_id IS NOT NULL AND referred_on <= as_at AND NOT coalesce(no_further_action, false)
    GROUP BY person_id
), in_care AS (
    SELECT person_id, bool_or(left_on IS NULL) AS is_now, arg_max(need, entered_on) AS need
    FROM care CROSS JOIN asked WHERE coalesce(left_on >= six_months, true) GROUP BY 1
), on_plan AS (
    SELECT person_id, bool_or(ended_on IS NULL) AS is_now
    FROM own_plans CROSS JOIN asked WHERE coalesce(ended_on >= six_months, true) GROUP BY 1
), planned AS (
    SELECT DISTINCT person_id FROM cin_plans CROSS JOIN asked
    WHERE started_on <= as_at AND coalesce(ended_on > as_at, true)
), assessed AS (
    SELECT DISTINCT person_id FROM assessments CROSS JOIN asked
    WHERE started_on <= as_at AND coalesce(authorised_on > as_at, true)
), listed AS (
    SELECT person_id, episode.* FROM newest CROSS JOIN asked WHERE coalesce(episode.closed_on >= six_months, true)
    UNION ALL BY NAME
    SELECT person_id, in_care.need FROM in_care FULL JOIN on_plan USING (person_id)
    WHERE person_id NOT IN (SELECT person_id FROM newest)
), visit AS (
    SELECT person_id, visited_on FROM cin_visits WHERE child_seen
    UNION ALL SELECT person_id, visited_on FROM cp_visits WHERE child_seen
    UNION ALL SELECT person_id, visited_on FROM cla_visits WHERE child_seen
), seen AS (
    SELECT person_id, max(visited_on) AS last_seen_on FROM visit JOIN listed USING (person_id) CROSS JOIN asked
    WHERE visited_on <= coalesce(closed_on, as_at) AND coalesce(visited_on >= referred_on, true) GROUP BY 1
)
SELECT listed.person_id AS child_id, gender, ethnicity, born_on, age, is_disabled, referred_on AS started_on,
    coalesce(listed.need, in_care.need) AS need, last_seen_on, closed_on,
    CASE WHEN closed_on IS NOT NULL THEN reason END AS close_reason,
    CASE WHEN closed_on IS NOT NULL THEN 'e'
         WHEN in_care.is_now THEN 'a'
         WHEN on_plan.is_now THEN 'b'
         WHEN planned.person_id IS NOT NULL THEN 'c'
         WHEN assessed.person_id IS NOT NULL THEN 'd'
         WHEN referred_on IS NULL THEN 'e'  -- in care or on a plan until lately, with no episode of need
    END AS status,
    team, worker
FROM listed LEFT JOIN child USING (person_id) LEFT JOIN holder USING (person_id) LEFT JOIN seen USING (person_id)
LEFT JOIN in_care USING (person_id) LEFT JOIN on_plan USING (person_id)
LEFT JOIN planned USING (person_id) LEFT JOIN assessed USING (person_id)
WHERE NOT (coalesce(age >= 18, false) AND NOT coalesce(in_care.is_now, false)
    AND person_id IN (SELECT person_id FROM care_leavers))
ORDER BY child_id
