/** A kind of secret that is known by how it is written. */
export interface SecretFormat {
  /** What it is, with its article: `a GitHub token`. */
  readonly what: string;
  /** Every such secret has one of these in it: few texts do, and only those are worth a pattern. */
  readonly signs: readonly string[];
  /** A regular expression for the secret within a text; its first group, where there is one, is the secret alone. */
  readonly pattern: string;
}

/** Begins a word: the same letters within a longer run of them are something else. */
const word = '(?<![A-Za-z0-9])';
const end = '(?![A-Za-z0-9])';
const ownMachine = '(?:localhost|127\\.0\\.0\\.1|\\[::1\\]|host\\.docker\\.internal)(?![A-Za-z0-9.-])';
const format = (what: string, signs: readonly string[], pattern: string): SecretFormat => ({ what, signs, pattern });

const formats = (): readonly SecretFormat[] => [
  format('a private key', ['PRIVATE KEY-----'], '-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----'),
  format('an AWS access key', ['AKIA', 'ASIA'], `${word}(?:AKIA|ASIA)[A-Z0-9]{16}${end}`),
  format(
    'a GitHub token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    `${word}(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})`,
  ),
  format(
    'a GitLab token',
    ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-'],
    `${word}gl(?:pat|dt|rt|cbt|ptt)-[\\w-]{20}`,
  ),
  format('a Slack token', ['xox'], `${word}xox[abeoprs]-[A-Za-z0-9-]{10}`),
  format('a Slack webhook', ['hooks.slack.com'], 'https://hooks\\.slack\\.com/(?:services|workflows)/[\\w/]{20}'),
  format('a Discord webhook', ['/api/webhooks/'], 'discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[\\w-]{60}'),
  format('a Teams webhook', ['.webhook.office.com/'], '\\.webhook\\.office\\.com/webhookb2/[\\w@-]{36}'),
  format('a Stripe key', ['_live_', '_test_', 'whsec_'], `${word}(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{16}`),
  format('a Google API key', ['AIza'], `${word}AIza[\\w-]{35}`),
  format('a Google client secret', ['GOCSPX-'], `${word}GOCSPX-[\\w-]{28}`),
  format('a Notion token', ['ntn_', 'secret_'], `${word}(?:ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43}${end})`),
  format('an Anthropic key', ['sk-ant-'], `${word}sk-ant-[\\w-]{20}`),
  format('an OpenAI key', ['sk-'], `${word}sk-(?:proj-|svcacct-|admin-)[\\w-]{20}|${word}sk-[A-Za-z0-9]{40}`),
  format('a SendGrid key', ['SG.'], `${word}SG\\.[\\w-]{22}\\.[\\w-]{43}`),
  format('a Twilio key', ['SK'], `${word}SK[0-9a-f]{32}${end}`),
  format('a Mailgun key', ['key-'], `${word}key-[0-9a-f]{32}${end}`),
  format('an npm token', ['npm_'], `${word}npm_[A-Za-z0-9]{36}`),
  format('a PyPI token', ['pypi-'], `${word}pypi-AgE[\\w-]{50}`),
  format('a Docker token', ['dckr_pat_'], `${word}dckr_pat_[\\w-]{20}`),
  format('a Hugging Face token', ['hf_'], `${word}hf_[A-Za-z0-9]{34}`),
  format('a Databricks token', ['dapi'], `${word}dapi[0-9a-f]{32}`),
  format('a DigitalOcean token', ['_v1_'], `${word}do[opr]_v1_[0-9a-f]{64}`),
  format('a Shopify token', ['shp'], `${word}shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`),
  format('a Square token', ['sq0'], `${word}sq0(?:atp|csp)-[\\w-]{22}`),
  format('a Telegram token', [':AA'], `${word}\\d{8,10}:AA[\\w-]{33}`),
  format('a New Relic key', ['NRAK-'], `${word}NRAK-[A-Z0-9]{27}`),
  format('a Postman key', ['PMAK-'], `${word}PMAK-[0-9a-f]{24}-[0-9a-f]{34}`),
  format('a Vault token', ['hvs.'], `${word}hvs\\.[\\w-]{24}`),
  format('a Terraform token', ['.atlasv1.'], `${word}[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60}`),
  format('an Atlassian token', ['ATATT3'], `${word}ATATT3[\\w-]{50}`),
  format('an Azure storage key', ['AccountKey='], 'AccountKey=[A-Za-z0-9+/]{86}=='),
  format('a JSON web token', ['eyJ'], `${word}eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10}`),
  // The user may be left out, as Redis has it. What listens on the developer's own machine only has a password for show.
  format(
    'a password within a URL',
    ['://'],
    `[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\\s/:@?#]{0,100}:([^\\s/@]{3,})@(?!${ownMachine})[^\\s/]`,
  ),
  format(
    'a password within a connection string',
    ['assword=', 'ASSWORD=', 'wd=', 'WD='],
    '(?:^|[?&;\\s])(?:[Pp]assword|PASSWORD|[Pp]wd|PWD)=([^\\s&;"\']{3,})',
  ),
];

/**
 * Formats that their issuers publish, as of 2026-11-22. All of them are read in one pass: no pattern repeats what holds a
 * repetition.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 * @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export function secretFormats(): readonly SecretFormat[] {
  // Many templates have no text that is looked at for one.
  known ??= formats();
  return known;
}

let known: readonly SecretFormat[] | undefined;
