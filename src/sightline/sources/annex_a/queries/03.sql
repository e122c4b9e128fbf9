-- List 3, referrals of the six months. Earlier ones are counted in the year before the child's latest.
WITH latest AS (
    SELECT person_id, max(referred_on) AS on_day FROM cin_episodes CROSS JOIN asked WHERE referred_on <= as_at GROUP BY 1
), earlier AS (
    SELECT person_id, count(*) FILTER (referred_on < on_day AND referred_on >= on_day - INTERVAL 12 MONTH) AS referrals
    FROM cin_episodes JOIN latest USING (person_id) GROUP BY 1
)
SELECT episode.person_id AS child_id, gender, ethnicity, born_on, age, referred_on, source_code AS source,
    no_further_action, referrals AS earlier_referrals,
    coalesce(team_names.name, episode.team_id, CASE WHEN episode.professional_id IS NULL THEN holder.team END) AS team,
    coalesce(worker_names.name, episode.professional_id, CASE WHEN episode.team_id IS NULL THEN holder.worker END)
        AS worker
FROM cin_episodes AS episode CROSS JOIN asked
LEFT JOIN child USING (person_id) LEFT JOIN earlier USING (person_id) LEFT JOIN holder USING (person_id)
LEFT JOIN team_names ON team_names.team_id = episode.team_id
LEFT JOIN worker_names ON worker_names.professional_id = episode.professional_id
WHERE person_id IS NOT NULL AND referred_on BETWEEN six_months AND as_at
ORDER BY referred_on, child_id, episode.referral_id
