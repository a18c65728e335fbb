import { expect, test } from 'vitest';
import { managedPolicyDocuments, managedPolicySource } from './managed-policy-data.generated.js';

interface Statement {
  readonly Effect: string;
}

test('every document is JSON with statements', () => {
  for (const text of Object.values(managedPolicyDocuments)) {
    const { Statement: statements } = JSON.parse(text) as { Statement: Statement | Statement[] };
    expect([statements].flat().every(({ Effect: effect }) => effect === 'Allow' || effect === 'Deny')).toBe(true);
  }
  expect(managedPolicySource.date).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('what SAM adds by itself, and what people attach most', () => {
  const { 'service-role/AWSLambdaBasicExecutionRole': basic, AdministratorAccess: admin } = managedPolicyDocuments;
  expect(basic).toContain('logs:PutLogEvents');
  expect(admin).toContain('"Action":"*"');
  expect(Object.keys(managedPolicyDocuments)).toEqual(
    expect.arrayContaining(['AWSXRayDaemonWriteAccess', 'service-role/AWSLambdaVPCAccessExecutionRole']),
  );
});
