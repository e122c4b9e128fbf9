-- List 5, section 47 enquiries of the six months with the conference each led to. What came before is counted in the
-- year before the child's latest enquiry.
WITH enquiry AS (
    SELECT * FROM s47_enquiries CROSS JOIN asked WHERE person_id IS NOT NULL AND started_on <= as_at
), conference AS (
    SELECT s47_enquiry_id, arg_min(struct_pack(held_on := held_on, made_cp_plan := made_cp_plan), held_on) AS first
    FROM initial_cp_conferences CROSS JOIN asked WHERE held_on <= as_at GROUP BY 1
), latest AS (
    SELECT person_id, max(started_on) AS on_day FROM enquiry GROUP BY 1
), before AS (
    SELECT person_id, count(*) AS enquiries FROM enquiry JOIN latest USING (person_id)
    WHERE started_on < on_day AND started_on >= on_day - INTERVAL 12 MONTH GROUP BY 1
), conferences_before AS (
    SELECT person_id, count(*) AS conferences FROM initial_cp_conferences JOIN latest USING (person_id)
    WHERE held_on < on_day AND held_on >= on_day - INTERVAL 12 MONTH GROUP BY 1
)
SELECT enquiry.person_id AS child_id, gender, ethnicity, born_on, age, is_disabled, started_on,
    CASE WHEN first.held_on IS NOT NULL OR leads_to_conference THEN false
         WHEN NOT leads_to_conference AND EXISTS (  -- already on a plan: a conference was not what it lacked
            SELECT 1 FROM own_plans WHERE own_plans.person_id = enquiry.person_id
            AND own_plans.started_on <= enquiry.started_on
            AND coalesce(own_plans.ended_on > enquiry.started_on, true)) THEN false
         WHEN ends_are_known AND coalesce(ended_on > as_at, true) THEN NULL
         ELSE NOT leads_to_conference
    END AS conference_unnecessary,
    first.held_on AS conference_on,
    CASE WHEN first.held_on IS NOT NULL THEN first.made_cp_plan END AS made_plan,
    coalesce(enquiries, 0) AS earlier_enquiries, coalesce(conferences, 0) AS earlier_conferences,
    coalesce(team_names.name, enquiry.team_id) AS team,
    coalesce(worker_names.name, enquiry.professional_id) AS worker
FROM enquiry LEFT JOIN child USING (person_id) LEFT JOIN conference USING (s47_enquiry_id)
LEFT JOIN before USING (person_id) LEFT JOIN conferences_before USING (person_id)
LEFT JOIN team_names ON team_names.team_id = enquiry.team_id
LEFT JOIN worker_names ON worker_names.professional_id = enquiry.professional_id
WHERE started_on >= six_months
ORDER BY started_on, child_id, s47_enquiry_id
