import { onceFor } from '../../source/once.js';
import { globMatches } from '../../values/glob.js';
import { secretFormats } from './secret-formats.data.js';

/** What a text was found to be. */
export interface Judged {
  /** With its article: `a GitHub token`. */
  readonly what: string;
  /** The secret itself, within the text. */
  readonly secret: string;
}

/** Names of variables and parameters that say that the value is a secret: lower case, without what separates words. */
export const secretNames: readonly string[] = [
  '*password',
  '*passwd',
  '*pwd',
  '*pass',
  '*passphrase',
  '*secret',
  '*token',
  '*apikey',
  '*accesskey',
  '*secretkey',
  '*privatekey',
  '*signingkey',
  '*encryptionkey',
  '*authkey',
  '*credential',
  '*credentials',
  '*connectionstring',
];

/** `DB_PASSWORD`, `dbPassword` → `db`, `password`. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

/** What stands behind the name of a secret without changing what it names: `API_KEY_PROD`, `TOKEN_V2`. */
const stages = /^(?:v?\d+|dev|develop|development|test|stage|staging|prod|production|live|sandbox|value)$/;
/** The last word of a name that says where a secret is, and not what. */
const pointers = /^(?:arn|name|id|path|url|uri|prefix|parameter|param|ssm)s?$/;
/** What is to be done about a secret: `GENERATE_SECRET` is answered by yes or no. */
const deeds = /^(?:generate|create|rotate|require|use|allow)$/;
/** What ends in "pass" and is no password: `BYPASS`, `COMPASS`, `FIRST_PASS`, `BOARDING_PASS`. */
const otherPass =
  /(?:by|com|over|under|sur|tres|boarding|season|hall|high|low|band|all|one|two|first|second|last|single|multi|num|max|test)pass$/;

/**
 * Whether a name says that what it names is a secret. Patterns are matched without regard to case and to what separates words;
 * a name that ends in Arn, Name, Id, Path or Url names a place, and one that ends in what to do about a secret a choice.
 */
export function saysSecret(name: string, patterns: readonly string[]): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && stages.test(words.at(-1) ?? '')) words.pop();
  if (pointers.test(words.at(-1) ?? '')) return false;
  const globs = plainly(patterns);
  if (words.some((word, index) => deeds.test(word) && globs.includes(`*${words.slice(index + 1).join('')}`)))
    return false;
  const plain = words.join('');
  return globs.some((glob) => globMatches(plain, glob) && !(glob === '*pass' && otherPass.test(plain)));
}

/** Patterns without regard to case and to what separates words. A rule asks with the same list for every name. */
const plainly = onceFor((patterns: readonly string[]): readonly string[] =>
  patterns.map((glob) => glob.toLowerCase().replace(/[^a-z\d*?]/g, '')),
);

/** Addresses that let in whoever has them: of webhooks, and of databases, with the password in them. */
const keyedAddress =
  /(?:webhook|database|db|mongo|mongodb|redis|postgres|postgresql|mysql|amqp|broker|connection)ur[li]s?$/;

/** Whether a name says where something is, or who somebody is. */
export const saysPlace = (name: string): boolean => {
  const words = wordsOf(name);
  if (keyedAddress.test(words.join(''))) return false;
  return pointers.test(words.at(-1) ?? '') || /(?:user|username|host|port|region|endpoint|email)$/i.test(name);
};

const isPassword = (name: string): boolean => /(?:password|passwd|pwd|passphrase|pass$)/.test(wordsOf(name).join(''));

/** What is written where somebody else is meant to put the secret. */
export const isPlaceholder = (value: string): boolean =>
  /^(.)\1*$/.test(value) ||
  /^(?:<.*>|\[.*\]|%.*%|_+.*_+)$/.test(value) ||
  /[$#{]\{|\{\{|\$\(/.test(value) ||
  /(?:^|[^a-z])(?:your|replace|insert|enter|todo|tbd|fixme|placeholder|dummy|redacted|secret[-_]?here)(?:[^a-z]|$)/i.test(
    value,
  );

const words =
  /^(?:true|false|yes|no|on|off|null|nil|none|undefined|n\/a|enabled?|disabled?|default|auto|optional|required)$/i;
const shapes: readonly RegExp[] = [
  /^$/,
  words,
  /^arn:[\w-]*:/,
  /^[A-Za-z][\w+.-]*:\/\//,
  /^(?:~|\.{1,2})?\//,
  /^\d{4}-\d\d(?:-\d\d)?(?:[T ].*)?$/,
  /^[A-Z]+(?:_[A-Z]+)+$/,
];

/** Words with slashes between; a key of many letters has slashes, too. */
const isPath = (text: string): boolean =>
  text.includes('/') &&
  text.split('/').every((part) => /^[a-z\d_.@-]*$/.test(part) || /^[A-Z]?[a-z\d]+(?:[A-Z][a-z]+)*$/.test(part));

/** `my-db-secret`, `MySecret`: more likely what a secret is called than what it is. */
const isCalled = (value: string): boolean =>
  /^(?:[A-Za-z]+(?:[-_.:][A-Za-z\d]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+)$/.test(value) &&
  /(?:secret|token|key|cred|param)/i.test(value);
/** What is handed from one program to another as it is, so that nobody gives its name instead. */
const material = /(?:jwt|client|app|signing|webhook|shared|api|session|cookie|hmac|auth|consumer|encryption|private)/;

/** Whether a literal value may be the secret that its name promises. */
export function mayBeSecret(value: string, name: string): boolean {
  const text = value.trim();
  if (shapes.some((shape) => shape.test(text)) || isPath(text) || isPlaceholder(text)) return false;
  if (wordsOf(text).join('') === wordsOf(name).join('')) return false;
  if (isPassword(name)) return !/^\d{1,3}$/.test(text);
  if (/^[\d.,:]+(?:ms|s|m|h|d)?$/i.test(text)) return false;
  return !isCalled(text) || material.test(wordsOf(name).join(''));
}

const awsSecretNames: readonly string[] = ['*secretaccesskey', '*awssecret*', '*secretkey', '*accesskey'];
/**
 * An AWS secret key is forty characters and nothing else, so that its name has to say what it is. Keys of reCAPTCHA are as long,
 * are called the same, and begin with 6L.
 */
const awsSecret = /^(?!6L)[A-Za-z\d/+]{40}$/;

/** The secret that a text holds by how it is written. */
export function secretIn(value: string, name: string): Judged | undefined {
  for (const { what, signs, pattern } of secretFormats()) {
    if (!signs.some((sign) => value.includes(sign))) continue;
    const found = new RegExp(pattern).exec(value);
    if (found === null || isPlaceholder(found[1] ?? value)) continue;
    // What follows belongs to it as far as nothing separates it.
    const secret = found[1] ?? (what === 'a private key' ? value : restOf(value, found.index));
    return { what, secret };
  }
  const isNamed = saysSecret(name, awsSecretNames);
  if (isNamed && awsSecret.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value))
    return { what: 'an AWS secret key', secret: value };
  return undefined;
}

/** Whether a value is the secret that the name of its parameter promises, or holds one. */
export const isSecretOf = (name: string, value: string): boolean =>
  secretIn(value, name) !== undefined || mayBeSecret(value, name);

const restOf = (value: string, from: number): string => /^\S*/.exec(value.slice(from))?.[0] ?? value;

/** A run of characters that no person has thought up: at least twenty, of the alphabets that keys are written in. */
const run = /^[\w+/=.~-]{20,}$/;

/** Bits per character of a text that may be a key; nothing where it is none. */
export function entropyOf(value: string): number {
  if (!run.test(value) || isPlaceholder(value)) return 0;
  const counts = new Map<string, number>();
  for (const sign of value) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / value.length;
    return bits - share * Math.log2(share);
  }, 0);
}
