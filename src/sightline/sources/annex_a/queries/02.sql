-- List 2, early help: begun, ended or going on in the six months.
SELECT episode.person_id AS child_id, gender, ethnicity, born_on, age, started_on,
    CASE WHEN ended_on <= as_at THEN ended_on END AS ended_on, organisation
FROM early_help_episodes AS episode CROSS JOIN asked LEFT JOIN child USING (person_id)
WHERE person_id IS NOT NULL AND started_on <= as_at AND (ended_on IS NULL OR ended_on >= six_months)
ORDER BY started_on, child_id, ended_on, organisation
