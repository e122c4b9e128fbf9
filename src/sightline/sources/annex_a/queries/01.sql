-- List 1, contacts: every one received in the six months, a row a child.
SELECT contacts.person_id AS child_id, gender, ethnicity, born_on, age, contacted_on, source_code AS source
FROM contacts CROSS JOIN asked LEFT JOIN child USING (person_id)
WHERE person_id IS NOT NULL AND contacted_on BETWEEN six_months AND as_at
ORDER BY contacted_on, child_id, source
