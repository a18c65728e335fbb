import { expect, test } from 'vitest';
import { connectorProfiles } from '../connectors/profiles.data.js';
import { managedPolicyNames } from './managed-policies.data.js';
import { policyTemplates } from './policy-templates.data.js';

test('the tables are whole', () => {
  expect(Object.keys(policyTemplates)).toHaveLength(81);
  expect(connectorProfiles).toHaveLength(31);
  expect(Object.values(managedPolicyNames).join(' ').trim().split(/\s+/).length).toBeGreaterThan(1200);
});

test('every table is free of abbreviations', () => {
  const all = JSON.stringify([policyTemplates, connectorProfiles]);
  expect(all).not.toMatch(/arn:P:|:R:A:|%\{/);
});
