-- List 9, leaving care: everybody entitled now. The record keeps one statement of each and not its history.
WITH person AS (
    SELECT person_id, arg_max(struct_pack(eligibility := eligibility_code, in_touch := in_touch_code,
        contact_on := CASE WHEN latest_contact_on <= as_at THEN latest_contact_on END,
        accommodation := accommodation_code, suitable := accommodation_suitable, activity := activity_code,
        plan_on := CASE WHEN pathway_plan_reviewed_on <= as_at THEN pathway_plan_reviewed_on END,
        adviser := personal_adviser_id, team_id := team_id, professional_id := professional_id),
        (coalesce(latest_contact_on, DATE '1900-01-01'), care_leaver_id)) AS said
    FROM care_leavers CROSS JOIN asked WHERE person_id IS NOT NULL GROUP BY 1
), plan AS (
    SELECT person_id, max(completed_on) AS on_day FROM pathway_plans CROSS JOIN asked WHERE completed_on <= as_at GROUP BY 1
), adviser AS (
    SELECT person_id, arg_max(professional_id, (coalesce(ended_on > as_at, true), started_on)) AS professional_id
    FROM involvements CROSS JOIN asked WHERE role = 'PERSONAL_ADVISER' AND started_on <= as_at GROUP BY 1
)
SELECT person.person_id AS child_id, gender, ethnicity, born_on, age,
    unaccompanied.person_id IS NOT NULL AS is_unaccompanied, is_disabled,
    coalesce(team_names.name, said.team_id, CASE WHEN said.professional_id IS NULL THEN holder.team END) AS team,
    coalesce(worker_names.name, said.professional_id, CASE WHEN said.team_id IS NULL THEN holder.worker END) AS worker,
    coalesce(adviser_names.name, said.adviser, adviser.professional_id) AS personal_adviser,
    said.eligibility AS eligibility, nullif(greatest(coalesce(said.plan_on, DATE '1900-01-01'),
        coalesce(plan.on_day, DATE '1900-01-01')), DATE '1900-01-01') AS pathway_plan_on,
    said.in_touch AS in_touch, said.contact_on AS last_contact_on, said.accommodation AS accommodation,
    said.suitable AS accommodation_suitability, said.activity AS activity
FROM person LEFT JOIN child USING (person_id) LEFT JOIN holder USING (person_id)
LEFT JOIN unaccompanied USING (person_id) LEFT JOIN plan USING (person_id) LEFT JOIN adviser USING (person_id)
LEFT JOIN team_names ON team_names.team_id = said.team_id
LEFT JOIN worker_names ON worker_names.professional_id = said.professional_id
LEFT JOIN worker_names AS adviser_names ON adviser_names.professional_id = coalesce(said.adviser, adviser.professional_id)
WHERE coalesce(said.eligibility <> 'No Current Eligibility', true) AND coalesce(age BETWEEN 16 AND 25, true)
ORDER BY child_id
