-- List 7, child protection: each child's newest plan of ours, in force now or in the six months.
WITH newest AS (
    SELECT person_id, arg_max(struct_pack(cp_plan_id := cp_plan_id, started_on := started_on, ended_on := ended_on,
        initial := initial_category_code, latest := latest_category_code), (started_on, cp_plan_id)) AS plan,
        count(*) - 1 AS earlier_plans
    FROM own_plans GROUP BY person_id
), visit AS (
    SELECT newest.person_id, arg_max(struct_pack(visited_on := visited_on, seen_alone := child_seen_alone),
        (visited_on, cp_visit_id)) AS last
    FROM newest JOIN cp_visits ON cp_visits.person_id = newest.person_id
        AND coalesce(cp_visits.cp_plan_id = plan.cp_plan_id, true) CROSS JOIN asked
    WHERE visited_on >= plan.started_on AND visited_on <= coalesce(plan.ended_on, as_at) GROUP BY 1
), review AS (
    SELECT newest.person_id, max(reviewed_on) AS last_review_on
    FROM newest JOIN cp_reviews ON cp_reviews.person_id = newest.person_id
        AND coalesce(cp_reviews.cp_plan_id = plan.cp_plan_id, true) CROSS JOIN asked
    WHERE reviewed_on >= plan.started_on AND reviewed_on <= coalesce(plan.ended_on, as_at) GROUP BY 1
), emergency AS (
    SELECT DISTINCT person_id FROM legal_statuses CROSS JOIN asked
    WHERE legal_status IN ('L1', 'L2') AND started_on <= as_at AND coalesce(ended_on >= six_months, true)
)
SELECT newest.person_id AS child_id, gender, ethnicity, born_on, age, is_disabled, plan.started_on AS started_on,
    plan.initial AS initial_category, plan.latest AS latest_category, last.visited_on AS last_visit_on,
    last.seen_alone AS seen_alone, last_review_on, plan.ended_on AS ended_on,
    emergency.person_id IS NOT NULL AS had_emergency_protection, earlier_plans, team, worker
FROM newest CROSS JOIN asked LEFT JOIN child USING (person_id) LEFT JOIN holder USING (person_id)
LEFT JOIN visit USING (person_id) LEFT JOIN review USING (person_id) LEFT JOIN emergency USING (person_id)
WHERE coalesce(plan.ended_on >= six_months, true)
ORDER BY child_id
