-- List 4, assessments open at any time in the six months.
SELECT assessment.person_id AS child_id, gender, ethnicity, born_on, age, is_disabled, started_on, child_seen,
    CASE WHEN authorised_on <= as_at THEN authorised_on END AS authorised_on,
    CASE WHEN authorised_on <= as_at THEN coalesce(leads_to_services, NOT no_further_action) END AS needs_support,
    coalesce(team_names.name, assessment.team_id) AS team,
    coalesce(worker_names.name, assessment.professional_id) AS worker
FROM assessments AS assessment CROSS JOIN asked LEFT JOIN child USING (person_id)
LEFT JOIN team_names ON team_names.team_id = assessment.team_id
LEFT JOIN worker_names ON worker_names.professional_id = assessment.professional_id
WHERE person_id IS NOT NULL AND started_on <= as_at AND (authorised_on IS NULL OR authorised_on >= six_months)
ORDER BY started_on, child_id, assessment.assessment_id
