CREATE TABLE profile (
  id TEXT NOT NULL,
  scale TEXT NOT NULL,
  caps TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  major_code TEXT NOT NULL,
  host_major_zh TEXT NOT NULL,
  host_major_en TEXT NOT NULL,
  intake INTEGER,
  students INTEGER,
  groups INTEGER,
  credit_rule TEXT NOT NULL,
  policy TEXT NOT NULL,
  phases TEXT NOT NULL,
  max_weekly_hours REAL,
  max_credits REAL,
  quarter_system INTEGER NOT NULL,
  process_steps TEXT NOT NULL,
  costs TEXT NOT NULL,
  stated TEXT NOT NULL,
  stated_weeks TEXT NOT NULL,
  source TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE frameworks (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  version TEXT NOT NULL,
  joined INTEGER NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE modules (
  id TEXT NOT NULL,
  framework TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent TEXT,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE competencies (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  description_zh TEXT NOT NULL,
  description_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  ability TEXT NOT NULL,
  module TEXT,
  frames TEXT NOT NULL,
  parents TEXT NOT NULL,
  review_by TEXT,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE posts (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  level TEXT NOT NULL,
  job_group_zh TEXT NOT NULL,
  job_group_en TEXT NOT NULL,
  description_zh TEXT NOT NULL,
  description_en TEXT NOT NULL,
  contexts TEXT NOT NULL,
  tracks TEXT NOT NULL,
  promotes_to TEXT NOT NULL,
  complements TEXT NOT NULL,
  share REAL,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE tasks (
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  step TEXT NOT NULL,
  competencies TEXT NOT NULL,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE statements (
  id TEXT NOT NULL,
  post TEXT NOT NULL,
  competency TEXT NOT NULL,
  level INTEGER,
  importance REAL,
  source TEXT NOT NULL,
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  contexts TEXT NOT NULL,
  prevails INTEGER NOT NULL,
  stated_on TEXT,
  PRIMARY KEY (post, id)
);

CREATE TABLE course_types (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  role TEXT NOT NULL,
  stated TEXT NOT NULL,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE pools (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  choose INTEGER NOT NULL,
  credits REAL,
  hours TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE tracks (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE resources (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  places INTEGER,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE terms (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  year INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  weeks REAL,
  holiday_weeks REAL,
  exam_weeks REAL,
  reserve_weeks REAL,
  class_weeks REAL,
  block_weeks REAL,
  internship_weeks REAL,
  max_weekly_hours REAL,
  max_credits REAL,
  PRIMARY KEY (id)
);

CREATE TABLE courses (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  department_zh TEXT NOT NULL,
  department_en TEXT NOT NULL,
  type TEXT,
  core INTEGER NOT NULL,
  status TEXT NOT NULL,
  pool TEXT,
  credits REAL,
  hours TEXT NOT NULL,
  delivery TEXT NOT NULL,
  parts TEXT NOT NULL,
  assessment TEXT NOT NULL,
  enterprise_share REAL,
  practice_score_share REAL,
  tracks TEXT NOT NULL,
  allowed_terms TEXT NOT NULL,
  undesired_terms TEXT NOT NULL,
  resources TEXT NOT NULL,
  counted INTEGER NOT NULL,
  marked INTEGER NOT NULL,
  tags TEXT NOT NULL,
  source TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE contributions (
  course TEXT NOT NULL,
  competency TEXT NOT NULL,
  level INTEGER NOT NULL,
  mode TEXT NOT NULL,
  hours REAL,
  weight REAL,
  evidence TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  PRIMARY KEY (course, competency)
);

CREATE TABLE requisites (
  id TEXT NOT NULL,
  course TEXT NOT NULL,
  kind TEXT NOT NULL,
  courses TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  PRIMARY KEY (course, id)
);

CREATE TABLE placements (
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  locked INTEGER NOT NULL,
  PRIMARY KEY (course)
);

CREATE TABLE enterprises (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  region_zh TEXT NOT NULL,
  region_en TEXT NOT NULL,
  size TEXT NOT NULL,
  contexts TEXT NOT NULL,
  weight REAL NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE surveys (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  held_on TEXT,
  method_zh TEXT NOT NULL,
  method_en TEXT NOT NULL,
  region_zh TEXT NOT NULL,
  region_en TEXT NOT NULL,
  importance_min INTEGER NOT NULL,
  importance_max INTEGER NOT NULL,
  example INTEGER NOT NULL,
  source TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE questions (
  id TEXT NOT NULL,
  survey TEXT NOT NULL,
  code TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  text_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  options TEXT NOT NULL,
  role TEXT NOT NULL,
  stated_n INTEGER,
  stated_enterprises INTEGER,
  published TEXT NOT NULL,
  source TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE respondents (
  id TEXT NOT NULL,
  survey TEXT NOT NULL,
  enterprise TEXT NOT NULL,
  code TEXT NOT NULL,
  role TEXT NOT NULL,
  answered_on TEXT,
  contexts TEXT NOT NULL,
  ratings TEXT NOT NULL,
  choices TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE rule_packs (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  document_zh TEXT NOT NULL,
  document_en TEXT NOT NULL,
  year INTEGER,
  version TEXT NOT NULL,
  valid_from INTEGER,
  valid_to INTEGER,
  verified INTEGER NOT NULL,
  own INTEGER NOT NULL,
  active INTEGER NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE rules (
  id TEXT NOT NULL,
  pack TEXT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  explanation_zh TEXT NOT NULL,
  explanation_en TEXT NOT NULL,
  clause TEXT NOT NULL,
  source TEXT NOT NULL,
  severity TEXT NOT NULL,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  measure TEXT NOT NULL,
  among TEXT NOT NULL,
  other_measure TEXT,
  other TEXT NOT NULL,
  least REAL,
  most REAL,
  count INTEGER,
  level INTEGER,
  fields TEXT NOT NULL,
  finding TEXT NOT NULL,
  applies TEXT NOT NULL,
  own INTEGER NOT NULL,
  pack_least REAL,
  pack_most REAL,
  pack_severity TEXT,
  active INTEGER NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (pack, id)
);

CREATE TABLE acceptances (
  id TEXT NOT NULL,
  finding TEXT NOT NULL,
  row_table TEXT NOT NULL,
  row_key TEXT NOT NULL,
  field TEXT NOT NULL,
  args TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  made_on TEXT,
  PRIMARY KEY (id)
);

CREATE TABLE scenarios (
  id TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  base INTEGER NOT NULL,
  author TEXT NOT NULL,
  made_on TEXT,
  note_zh TEXT NOT NULL,
  note_en TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE scenario_changes (
  scenario TEXT NOT NULL,
  target TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (scenario, target)
);

CREATE TABLE versions (
  id TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  revision INTEGER NOT NULL,
  author TEXT NOT NULL,
  made_on TEXT,
  PRIMARY KEY (id)
);

CREATE TABLE history (
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  label TEXT NOT NULL,
  args TEXT NOT NULL,
  undoes INTEGER,
  digest TEXT NOT NULL,
  chain TEXT NOT NULL,
  changes BLOB NOT NULL,
  PRIMARY KEY (revision)
);

CREATE TABLE meta (
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (key)
);
