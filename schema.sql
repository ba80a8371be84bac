-- rp-tui keeps everything in this one file. Read it from top to bottom and you know the product.
--
-- Ids. You are 0; bots are 1, 2, 3 … and a chat bears its host's id. What has an owner has it in the
-- high bits of its id (owner << 40 | part), so that all that an owner has is one range of rows.
-- Times in the fiction are ISO 8601 text, UTC; the machine's are seconds since 1970.

-- ══ THE LOG: what happened. Nothing here is ever rewritten, and only pruning deletes. ══

-- One transaction, named after its deed, so that a retry finds it done. A move has no events.
CREATE TABLE batch (
  id      INTEGER PRIMARY KEY,
  deed    TEXT    NOT NULL UNIQUE,
  at      INTEGER NOT NULL,                    -- as the machine's clock said; it may be wrong
  first   INTEGER NOT NULL,                    -- the seqs of its events
  last    INTEGER NOT NULL
) STRICT;

-- A line of steps. It leaves its parent after the step `fork`. A root has no parent, and its `fork` is
-- its horizon: of what its bot owns or is an end of, only later steps count while the root is live.
CREATE TABLE branch (
  id      INTEGER PRIMARY KEY,
  chat    INTEGER NOT NULL,
  parent  INTEGER REFERENCES branch,
  fork    INTEGER NOT NULL,
  name    TEXT,
  UNIQUE (chat, name)
) STRICT;
CREATE INDEX branch_by_parent ON branch (parent, fork);
INSERT INTO branch VALUES (0, 0, NULL, 0, NULL);   -- authoring: all of it is step 0

-- One fact about one entity. A step's id is the seq of its first event. An entity is the fold of its
-- live events in the order (step, seq): what arrives late is written on its own step.
CREATE TABLE event (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  branch  INTEGER NOT NULL REFERENCES branch,
  step    INTEGER NOT NULL,
  kind    TEXT    NOT NULL,                    -- of the entity: turn, edge, memory …
  entity  INTEGER NOT NULL,
  type    TEXT    NOT NULL,                    -- of the event: TurnSpoken, EdgeShifted …
  version INTEGER NOT NULL,
  payload TEXT    NOT NULL
) STRICT;
CREATE INDEX event_by_entity ON event (kind, entity, step, seq);
CREATE INDEX event_by_branch ON event (branch, step, kind, entity);
CREATE INDEX event_by_type ON event (type, version);  -- so that one we do not know is found at once

-- Where each chat now is, and the steps that its head was moved away from.
CREATE TABLE head (chat INTEGER PRIMARY KEY, step INTEGER NOT NULL) STRICT;
CREATE TABLE tail (
  chat    INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  batch   INTEGER NOT NULL REFERENCES batch,   -- the move that dropped it
  PRIMARY KEY (chat, step)
) STRICT, WITHOUT ROWID;

-- ══ PROJECTIONS: what follows from the log. All below can be dropped and built again. ══

-- An event is live when its branch is here and its step is not above `upto`.
CREATE TABLE live_span (branch INTEGER PRIMARY KEY, chat INTEGER NOT NULL, upto INTEGER NOT NULL) STRICT;
CREATE INDEX live_span_by_chat ON live_span (chat);
INSERT INTO live_span VALUES (0, 0, 0);

-- The horizons of the live roots.
CREATE TABLE horizon (bot INTEGER PRIMARY KEY, step INTEGER NOT NULL) STRICT;

-- An entity's state after every 64th of its live events, to fold on from.
CREATE TABLE checkpoint (
  kind    TEXT    NOT NULL,
  entity  INTEGER NOT NULL,
  step    INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  folded  INTEGER NOT NULL,
  state   TEXT    NOT NULL,
  PRIMARY KEY (kind, entity, step, seq)
) STRICT, WITHOUT ROWID;

-- The nouns. A row is an entity: the event it was last folded to, how many were folded, and the noun's
-- own fields; what holds more than one value is JSON, and what the id says is a generated column.

-- You, the player: the row 0.
CREATE TABLE you (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  pronouns     TEXT    NOT NULL,
  persona      TEXT    NOT NULL
) STRICT;

-- A bot: an authored character.
CREATE TABLE bot (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  persona      TEXT    NOT NULL,
  voice        TEXT    NOT NULL,               -- up to three samples
  traits       TEXT    NOT NULL,
  backstory    TEXT    NOT NULL,
  relationship TEXT    NOT NULL,               -- to you, as the author put it
  kickoff      TEXT    NOT NULL,               -- the prose that opens its chat
  deleted      INTEGER NOT NULL
) STRICT;

-- How a bot is now, and what it wants.
CREATE TABLE mood (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  bot          INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  feeling      TEXT    NOT NULL,
  goals        TEXT    NOT NULL,
  status       TEXT    NOT NULL
) STRICT;

-- A bot's one chat with you, with its own clock of fiction.
CREATE TABLE chat (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  clock        TEXT    NOT NULL,
  anchor       TEXT    NOT NULL,               -- the date of Day 1
  weather      TEXT    NOT NULL,
  guest        INTEGER
) STRICT;

-- A stretch of a chat in one place. Which turns are its own follows from the steps.
CREATE TABLE scene (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  chat         INTEGER NOT NULL,
  opened_at    TEXT    NOT NULL,
  container    INTEGER,
  description  TEXT    NOT NULL,
  closed_at    TEXT    NOT NULL,               -- empty while it is open
  reason       TEXT    NOT NULL,
  significance INTEGER NOT NULL,               -- 0 routine, 1 notable, 2 significant, 3 pivotal
  summarised   INTEGER NOT NULL
) STRICT;
CREATE INDEX scene_by_chat ON scene (chat, id);

-- A place in one chat.
CREATE TABLE container (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  chat         INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  type         TEXT    NOT NULL,
  moving       INTEGER NOT NULL,
  public       INTEGER NOT NULL,
  audible_range TEXT   NOT NULL,
  slots        TEXT    NOT NULL,
  parent       INTEGER
) STRICT;
CREATE INDEX container_by_chat ON container (chat, id);

-- One utterance, with the mask [1 you, 2 host, 4 guest] of who heard it.
CREATE TABLE turn (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  chat         INTEGER NOT NULL,
  number       INTEGER NOT NULL,               -- as people see it
  speaker      INTEGER NOT NULL,               -- 0 you, -1 the narrator
  prose        TEXT    NOT NULL,
  segments     TEXT    NOT NULL,               -- speech, action and ooc
  at           TEXT    NOT NULL,
  mask         INTEGER NOT NULL,
  guest        INTEGER,                        -- whom the mask's third bit means
  addressee    INTEGER,
  significance INTEGER,
  truncated    INTEGER NOT NULL,
  hidden       INTEGER NOT NULL
) STRICT;

-- What somebody is doing in a chat.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  who          INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  chat         INTEGER GENERATED ALWAYS AS (id & 0xFFFFFFFFFF) VIRTUAL,
  verb         TEXT    NOT NULL,
  interruptible INTEGER NOT NULL,
  required_attention TEXT NOT NULL,
  expected_duration TEXT NOT NULL,
  started_at   TEXT    NOT NULL,
  posture      TEXT    NOT NULL,
  container    INTEGER,
  slot         TEXT    NOT NULL,
  holding      TEXT    NOT NULL,
  attention    TEXT    NOT NULL,
  status       TEXT    NOT NULL
) STRICT;
CREATE INDEX activity_by_chat ON activity (chat);

-- What one entity holds of another.
CREATE TABLE edge (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  source       INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  target       INTEGER GENERATED ALWAYS AS (id & 0xFFFFFFFFFF) VIRTUAL,
  affinity     INTEGER NOT NULL,               -- 0 to 100
  trust        INTEGER NOT NULL,
  facts        TEXT    NOT NULL,               -- what the source knows of the target, by an id
  summaries    TEXT    NOT NULL,               -- one a chat, written from that chat alone
  moments      TEXT    NOT NULL,               -- private and shared, by scene
  last_chat    INTEGER,
  last_at      TEXT    NOT NULL
) STRICT;
CREATE INDEX edge_by_target ON edge (target);

-- A witnessed summary, owned by a bot and told from its side.
CREATE TABLE memory (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  owner        INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  chat         INTEGER NOT NULL,               -- where it was made
  at           TEXT    NOT NULL,
  mask         INTEGER NOT NULL,
  guest        INTEGER,
  text         TEXT    NOT NULL,
  quotes       TEXT    NOT NULL,
  significance INTEGER NOT NULL,
  source       TEXT    NOT NULL,
  reliability  INTEGER NOT NULL,
  about        INTEGER,                        -- the turn or the scene that it tells of
  pin          TEXT    NOT NULL                -- auto: as its significance says; manual; '' not
) STRICT;
-- What every prompt asks for, so that it need not look at all that a bot remembers.
CREATE INDEX memory_to_pin ON memory (id)
  WHERE pin = 'manual' OR (pin = 'auto' AND significance = 3);
CREATE INDEX memory_of_scene ON memory (chat, id) WHERE source = 'scene';

-- A thing that somebody has.
CREATE TABLE item (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  holder       INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  note         TEXT    NOT NULL,
  chat         INTEGER NOT NULL,
  mask         INTEGER NOT NULL,
  guest        INTEGER
) STRICT;
CREATE INDEX item_by_holder ON item (holder);

-- Whether two bots have met; asked once.
CREATE TABLE pair (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  one          INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  other        INTEGER GENERATED ALWAYS AS (id & 0xFFFFFFFFFF) VIRTUAL,
  met          INTEGER,
  how          TEXT    NOT NULL
) STRICT;

-- What you, a host and a guest share when all three are there.
CREATE TABLE "group" (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL, folded INTEGER NOT NULL,
  host         INTEGER GENERATED ALWAYS AS (id >> 40) VIRTUAL,
  guest        INTEGER GENERATED ALWAYS AS (id & 0xFFFFFFFFFF) VIRTUAL,
  summary      TEXT    NOT NULL
) STRICT;

-- Full text. An entry has its own words (a memory's with the day they tell of), and those of its two
-- neighbours before it and the one after: what was said around a thing helps to find it. Of a long
-- neighbour its beginning, as much as a turn had where this was measured to help.
CREATE VIEW memory_text (id, text, near) AS
SELECT id,
  text || ' ' || coalesce(rtrim(substr('Sunday   Monday   Tuesday  WednesdayThursday Friday   Saturday ',
      strftime('%w', at) * 9 + 1, 9)) || ' ' || ltrim(strftime('%d', at), '0') || ' '
    || rtrim(substr('January  February March    April    May      June     July     '
      || 'August   SeptemberOctober  November December ', strftime('%m', at) * 9 - 8, 9)) || ' '
    || strftime('%Y', at), ''),
  coalesce((SELECT substr(text, 1, 160) FROM memory b WHERE b.id < m.id AND b.id >= m.id >> 40 << 40
            ORDER BY b.id DESC LIMIT 1 OFFSET 1), '') || ' ' ||
  coalesce((SELECT substr(text, 1, 160) FROM memory b WHERE b.id < m.id AND b.id >= m.id >> 40 << 40
            ORDER BY b.id DESC LIMIT 1), '') || ' ' ||
  coalesce((SELECT substr(text, 1, 160) FROM memory a WHERE a.id > m.id AND a.id < (m.id >> 40) + 1 << 40
            ORDER BY a.id LIMIT 1), '')
FROM memory m;

CREATE VIRTUAL TABLE memory_fts USING fts5 (
  text, near, content = 'memory_text', content_rowid = 'id', tokenize = 'porter unicode61'
);

CREATE VIEW turn_text (id, text, near) AS
SELECT id, prose,
  coalesce((SELECT substr(prose, 1, 160) FROM turn b WHERE b.id < t.id AND b.id >= t.id >> 40 << 40
            ORDER BY b.id DESC LIMIT 1 OFFSET 1), '') || ' ' ||
  coalesce((SELECT substr(prose, 1, 160) FROM turn b WHERE b.id < t.id AND b.id >= t.id >> 40 << 40
            ORDER BY b.id DESC LIMIT 1), '') || ' ' ||
  coalesce((SELECT substr(prose, 1, 160) FROM turn a WHERE a.id > t.id AND a.id < (t.id >> 40) + 1 << 40
            ORDER BY a.id LIMIT 1), '')
FROM turn t;

CREATE VIRTUAL TABLE turn_fts USING fts5 (
  text, near, content = 'turn_text', content_rowid = 'id', tokenize = 'porter unicode61'
);

-- Merge seldom: a turn waits for its commit, and a search does not mind some segments more. And
-- gather much in memory before writing, for the long rewinds.
INSERT INTO memory_fts (memory_fts, rank) VALUES ('automerge', 8), ('hashsize', 16777216);
INSERT INTO turn_fts (turn_fts, rank) VALUES ('automerge', 8), ('hashsize', 16777216);

-- ══ BESIDE THE LOG: what is not part of any story. ══

-- What is being said: your words before the request leaves, and the reply as far as it has come.
CREATE TABLE inflight (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,   -- names the deed that will speak it
  chat    INTEGER NOT NULL,
  kind    TEXT    NOT NULL,                    -- turn, regenerate, continue …
  head    INTEGER NOT NULL,                    -- the step that it answers
  at      INTEGER NOT NULL,
  prose   TEXT    NOT NULL,
  partial TEXT    NOT NULL,
  speaker INTEGER                              -- whose reply it is, once that is known
) STRICT;
CREATE INDEX inflight_by_chat ON inflight (chat);

-- Every call of a model: what was sent, what was left out and why, how long it took, how it ended.
CREATE TABLE trace (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  run     TEXT    NOT NULL,                    -- the piece of work that it was part of
  chat    INTEGER,
  job     TEXT    NOT NULL,
  slot    TEXT    NOT NULL,
  model   TEXT    NOT NULL,
  blocks  TEXT    NOT NULL,                    -- [{name, tier, tokens, text, trimmed, message, role}]
  first_token_ms INTEGER,
  total_ms INTEGER,
  tokens_in INTEGER,
  tokens_out INTEGER,
  outcome TEXT    NOT NULL,
  fallback TEXT   NOT NULL
) STRICT;
CREATE INDEX trace_by_time ON trace (at);

-- Every time that a job's answer could not be used and its default was.
CREATE TABLE classifier_failures (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  event    INTEGER,                            -- the seq of the event that it was about
  kind     TEXT    NOT NULL,
  raw_text TEXT    NOT NULL,
  attempts INTEGER NOT NULL
) STRICT;

-- What the screen remembers: drafts, unread marks, input history, what endpoints can do.
CREATE TABLE ui_state (
  scope   TEXT    NOT NULL,
  key     TEXT    NOT NULL,
  value   TEXT    NOT NULL,                    -- JSON
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- The version of this schema, and whatever else is true of the file as a whole.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1');
PRAGMA application_id = 1919972469;            -- "rptu", which signs a file of ours
