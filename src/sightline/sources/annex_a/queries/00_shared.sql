-- What several lists need: who the child is, who holds the case, and each whole period of care.
-- Every query reads `asked`: one row with as_at, six_months and twelve_months (the days that long before it).
-- Nothing dated after as_at is known to a list: a plan that ended the day after is still open.

CREATE TEMP TABLE child AS
WITH disability AS (
    -- a row that says NONE is somebody's answer; no row at all is no answer
    SELECT person_id, bool_or(disability_code IS DISTINCT FROM 'NONE') AS is_disabled
    FROM disabilities GROUP BY person_id
), born AS (
    SELECT *, coalesce(born_on, expected_birth_on) AS birthday FROM people
)
SELECT
    person_id,
    coalesce(gender, sex) AS gender,
    ethnicity,
    birthday AS born_on,
    CASE WHEN birthday IS NULL THEN NULL
         WHEN born_on IS NULL OR birthday > as_at THEN -1  -- not yet born
         ELSE year(as_at) - year(birthday)
              - (month(as_at) * 100 + day(as_at) < month(birthday) * 100 + day(birthday))::INT
    END AS age,
    is_disabled
FROM born LEFT JOIN disability USING (person_id) CROSS JOIN asked;

CREATE TEMP TABLE team_names AS SELECT team_id, any_value(name) AS name FROM teams GROUP BY team_id;
CREATE TEMP TABLE worker_names AS SELECT professional_id, any_value(name) AS name FROM professionals GROUP BY professional_id;

-- Who holds the case, or held it last: by the allocation, or failing any by the newest episode of need.
CREATE TEMP TABLE holder AS
WITH allocation AS (
    SELECT person_id, arg_max(struct_pack(team_id := team_id, professional_id := professional_id),
        (coalesce(ended_on > as_at, true), coalesce(started_on, DATE '1900-01-01'), involvement_id)) AS held
    FROM involvements CROSS JOIN asked
    WHERE role = 'ALLOCATED' AND coalesce(started_on <= as_at, true)
      AND (team_id IS NOT NULL OR professional_id IS NOT NULL)
    GROUP BY person_id
), episode AS (
    SELECT person_id, arg_max(struct_pack(team_id := team_id, professional_id := professional_id),
        (referred_on, referral_id)) AS held
    FROM cin_episodes CROSS JOIN asked WHERE referred_on <= as_at GROUP BY person_id
)
SELECT person_id, coalesce(team_names.name, held.team_id) AS team,
    coalesce(worker_names.name, held.professional_id) AS worker
FROM (
    SELECT coalesce(allocation.person_id, episode.person_id) AS person_id,
        coalesce(allocation.held, episode.held) AS held
    FROM allocation FULL JOIN episode ON allocation.person_id = episode.person_id
)
LEFT JOIN team_names ON team_names.team_id = held.team_id
LEFT JOIN worker_names ON worker_names.professional_id = held.professional_id;

-- A whole period of care, from entering it to leaving it: an ending of X1 is none, for another episode follows.
CREATE TEMP TABLE care AS
WITH episode AS (
    SELECT *, coalesce(cla_id, person_id || '|' || coalesce(entered_care_on, started_on)) AS period,
        coalesce(entered_care_on, started_on) AS entered_on,
        CASE WHEN ceased_on <= as_at AND ceased_reason_code IS DISTINCT FROM 'X1' THEN ceased_on END AS left_on
    FROM cla_episodes CROSS JOIN asked WHERE started_on <= as_at AND person_id IS NOT NULL
)
SELECT person_id, period, min(entered_on) AS entered_on, arg_max(primary_need_code, started_on) AS need,
    last.left_on AS left_on, CASE WHEN last.left_on IS NOT NULL THEN last.reason END AS left_reason,
    coalesce(last.left_on, any_value(as_at)) AS last_day,
    max(last_iro_contact_on) FILTER (last_iro_contact_on <= as_at) AS last_iro_contact_on
FROM (
    SELECT *, arg_max(struct_pack(left_on := left_on, reason := ceased_reason_code),
        (started_on, left_on IS NULL, left_on)) OVER (PARTITION BY person_id, period) AS last
    FROM episode
)
GROUP BY person_id, period, last;

CREATE TEMP TABLE own_plans AS
SELECT cp_plans.* EXCLUDE (ended_on), CASE WHEN ended_on <= as_at THEN ended_on END AS ended_on
FROM cp_plans CROSS JOIN asked
WHERE started_on <= as_at AND person_id IS NOT NULL AND NOT coalesce(is_other_authority_plan, false);

CREATE TEMP TABLE unaccompanied AS
SELECT DISTINCT person_id FROM immigration_statuses CROSS JOIN asked
WHERE immigration_status = 'Unaccompanied Asylum Seeking Child'
  AND coalesce(started_on <= as_at, true) AND coalesce(ended_on > twelve_months, true);
