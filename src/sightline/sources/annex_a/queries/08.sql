-- List 8, children in care: each child's newest period of care, going on now or in the six months.
WITH newest AS (
    SELECT person_id, arg_max(struct_pack(period := period, entered_on := entered_on, left_on := left_on,
        left_reason := left_reason, last_day := last_day, need := need, iro_on := last_iro_contact_on),
        (entered_on, period)) AS stay
    FROM care GROUP BY person_id
), listed AS (
    SELECT person_id, stay.* FROM newest CROSS JOIN asked WHERE coalesce(stay.left_on >= six_months, true)
), earlier AS (
    SELECT DISTINCT care.person_id FROM care JOIN listed USING (person_id) CROSS JOIN asked
    WHERE care.entered_on < listed.entered_on AND coalesce(care.left_on >= twelve_months, true)
), status AS (
    SELECT person_id, arg_max(struct_pack(code := legal_status, on_day := started_on),
        (coalesce(started_on, DATE '1900-01-01'), legal_status_id)) AS now,
        bool_and(legal_status IN ('V3', 'V4')) FILTER (coalesce(ended_on >= entered_on, true)) AS is_short_breaks
    FROM legal_statuses JOIN listed USING (person_id) WHERE coalesce(started_on <= last_day, true) GROUP BY 1
), review AS (
    SELECT listed.person_id, max(reviewed_on) AS last_on FROM listed CROSS JOIN asked
    JOIN cla_reviews ON coalesce(cla_reviews.person_id = listed.person_id, cla_reviews.cla_id = listed.period)
    WHERE reviewed_on BETWEEN entered_on AND last_day AND NOT coalesce(is_cancelled, false) GROUP BY 1
), visit AS (
    SELECT person_id, max(visited_on) AS last_on FROM cla_visits JOIN listed USING (person_id)
    WHERE visited_on BETWEEN entered_on AND last_day GROUP BY 1
), care_plan AS (
    SELECT person_id, arg_max(struct_pack(code := permanence_plan_code), (coalesce(started_on, DATE '1900-01-01'), cla_care_plan_id)) AS now
    FROM cla_care_plans JOIN listed USING (person_id) WHERE coalesce(started_on <= last_day, true) GROUP BY 1
), checked AS (
    SELECT person_id,
        max(checked_on) FILTER (check_type IN ('Initial Health Assessment', 'Health Assessment')) AS health_on,
        max(checked_on) FILTER (check_type = 'Dental Check') AS dental_on
    FROM cla_health_checks JOIN listed USING (person_id) WHERE checked_on <= last_day GROUP BY 1
), placement AS (
    SELECT person_id, arg_max(struct_pack(on_day := started_on, kind := placement_type_code, provider := provider_code,
        postcode := postcode, urn := urn, is_out := is_out_of_area),
        (coalesce(started_on, DATE '1900-01-01'), cla_placement_id)) AS last,
        count(*) FILTER (coalesce(ended_on >= twelve_months, true) AND placement_type_code NOT SIMILAR TO 'T[0-4]')
            AS placements
    FROM cla_placements JOIN listed USING (person_id) CROSS JOIN asked
    WHERE coalesce(started_on <= last_day, true) GROUP BY 1
), away AS (
    SELECT person_id, count(*) FILTER (episode_type = 'M') AS missing, count(*) FILTER (episode_type = 'A') AS absent,
        arg_max(struct_pack(id := missing_episode_id, offered := return_interview_offered,
            accepted := return_interview_accepted), (started_on, missing_episode_id)) FILTER (episode_type = 'M') AS last
    FROM missing_episodes AS episode JOIN listed USING (person_id) CROSS JOIN asked
    WHERE started_on >= greatest(twelve_months, entered_on) AND started_on <= last_day GROUP BY 1
), interview AS (
    SELECT missing_episode_id, bool_or(offered_on <= as_at OR held_on <= as_at OR is_declined) AS offered,
        bool_or(held_on <= as_at) AS held
    FROM return_interviews CROSS JOIN asked GROUP BY 1
)
SELECT listed.person_id AS child_id, gender, ethnicity, born_on, age,
    unaccompanied.person_id IS NOT NULL AS is_unaccompanied, is_disabled, entered_on AS started_on, need,
    earlier.person_id IS NOT NULL AS is_later_period, status.now.on_day AS legal_status_on,
    status.now.code AS legal_status, review.last_on AS last_review_on, visit.last_on AS last_visit_on,
    care_plan.now.code AS permanence_plan, iro_on AS last_iro_contact_on, health_on AS last_health_assessment_on,
    dental_on AS last_dental_check_on, coalesce(placements, 0) AS placements, left_on AS ceased_on,
    left_reason AS ceased_reason, placement.last.on_day AS placement_on, placement.last.kind AS placement_type,
    placement.last.provider AS placement_provider, placement.last.postcode AS placement_postcode,
    placement.last.urn AS placement_urn, placement.last.is_out AS placement_location,
    coalesce(missing, 0) AS missing_episodes, coalesce(absent, 0) AS absent_episodes,
    CASE WHEN missing > 0 THEN coalesce(away.last.offered, interview.offered) END AS interview_offered,
    CASE WHEN coalesce(away.last.offered, interview.offered)
         THEN coalesce(away.last.accepted, interview.held) END AS interview_accepted,
    team, worker
FROM listed LEFT JOIN child USING (person_id) LEFT JOIN holder USING (person_id)
LEFT JOIN unaccompanied USING (person_id) LEFT JOIN earlier USING (person_id) LEFT JOIN status USING (person_id)
LEFT JOIN review USING (person_id) LEFT JOIN visit USING (person_id) LEFT JOIN care_plan USING (person_id)
LEFT JOIN checked USING (person_id) LEFT JOIN placement USING (person_id) LEFT JOIN away USING (person_id)
LEFT JOIN interview ON interview.missing_episode_id = away.last.id
WHERE NOT coalesce(is_short_breaks, false)
ORDER BY child_id
