import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, type Parsed } from '../src/parsers/parse.js';
import type { Location, SourceFile } from '../src/source/source.js';
import type { Condition, Node } from '../src/template/node.js';
import type { Template } from '../src/template/template.js';
import { corpora } from './support/corpora.js';
import { printProblems } from './support/parse.js';

const toSource = (path: string): SourceFile => ({ path, text: readFileSync(path, 'utf8') });
const read = (path: string) => (existsSync(path) && statSync(path).isFile() ? toSource(path) : undefined);
const parsePath = (path: string): Parsed => parse(toSource(path), { read });

/** Every place that a template speaks of, each shared node once. */
function placesOf(template: Template): Location[] {
  const places: Location[] = [];
  const seen = new Set<Node | Condition>();
  const ofCondition = (condition: Condition | undefined): void => {
    if (condition === undefined || seen.has(condition)) return;
    seen.add(condition);
    if (condition.is === 'equals') [condition.left, condition.right].forEach(ofNode);
    else if (condition.is === 'not') ofCondition(condition.of);
    else if (condition.is === 'and' || condition.is === 'or') condition.all.forEach(ofCondition);
  };
  const ofNode = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    places.push(node.at);
    if (node.is === 'list') node.items.forEach(ofNode);
    else if (node.is === 'computed') node.args.forEach(ofNode);
    else if (node.is === 'alias') ofNode(node.of);
    else if (node.is === 'text') node.parts.forEach((part) => typeof part === 'string' || ofNode(part));
    else if (node.is === 'map') {
      for (const { key, value } of node.entries.values()) {
        places.push(key);
        ofNode(value);
      }
    } else if (node.is === 'choice') {
      ofCondition(node.condition);
      ofNode(node.then);
      ofNode(node.otherwise);
    }
  };
  for (const resource of template.resources) {
    places.push(resource.at);
    ofNode(resource.properties);
    ofCondition(resource.condition);
    for (const { value } of resource.attributes.values()) ofNode(value);
  }
  for (const { at } of template.parameters.values()) places.push(at);
  template.conditions.forEach(ofCondition);
  template.outputs.forEach(ofNode);
  return places;
}

/** Templates of the collections that are not as they have to be, by the end of their path, and why. */
const faulty: readonly (readonly [string, RegExp])[] = [
  // A key is written twice.
  ['apigw-ec2/template.yaml', /"eu-west-3"/],
  ['cloudfront-apigw-http-api-lambda-rust/template.yaml', /"Name"/],
  ['cloudfront-lambda-url-rust/template.yaml', /"Name"/],
  ['sam-webapp-cognito/template.yaml', /"Name"/],
  // The collection holds the outer template only.
  ['appsync-notify-subscribers-of-database-updates__1-http/template.yaml', /auth.yaml is not there/],
  ['cognito-restapi-vpclink/template.yaml', /is not there/],
  ['eventbridge-pipes-msk-iam-auth-to-lambda/template.yaml', /is not there/],
  ['stepfunctions-fargate-lambda/template.yaml', /vpc.yaml is not there/],
  // Made to be wrong.
  ['output/resource_with_invalid_type.json', /the Type of FunctionInvalid is not text/],
];

describe.each(['serverless-airline', 'serverless-patterns', 'sam-translator'])('%s', (name) => {
  const paths = corpora(name);

  test.skipIf(paths.length === 0)(
    'every file is read, and every node stands somewhere in it',
    { timeout: 60_000 },
    () => {
      let templates = 0;
      for (const path of paths) {
        const { template, skipped, problems } = parsePath(path);
        if (template === undefined) {
          expect(skipped ?? problems[0]?.message, path).toBeDefined();
          continue;
        }
        templates++;
        const known = new Set([template.file, ...template.files]);
        const outside = placesOf(template).filter(
          ({ file, start, end }) => !known.has(file) || start < 0 || end < start || end > file.text.length,
        );
        expect(outside, path).toEqual([]);
      }
      expect(templates).toBeGreaterThan(0);
    },
  );

  test.skipIf(paths.length === 0)('nothing is said of templates that deploy', { timeout: 60_000 }, () => {
    // The translator's inputs are made to try it, and a part of them is refused.
    const deployed = paths.filter((path) => name !== 'sam-translator' || dirname(path).endsWith('output'));
    for (const path of deployed) {
      const expected = faulty.find(([end]) => path.endsWith(end))?.[1] ?? /^$/;
      const said = printProblems(parsePath(path)).split('\n');
      expect(
        said.filter((line) => !expected.test(line)),
        path,
      ).toEqual([]);
    }
  });
});
