import { expect, test } from 'vitest';
import { actionsMatching } from '../../iam/actions.js';
import { mayBeOfType, resourceTypesOf } from '../../iam/resource-types.js';
import { creations } from './creations.data.js';

// What API Gateway's resources are is not all in its list.
const listed = Object.entries(creations).filter(([, [action]]) => !action.startsWith('apigateway:'));

test.each(listed)('%s is created as AWS lists it', (_, [action, arn]) => {
  const [known] = actionsMatching(action) ?? [];
  if (known === undefined) throw new Error(`AWS lists no action ${action}`);
  expect(`${known.service}:${known.name}`).toBe(action);
  const types = resourceTypesOf(known);
  const pattern = { parts: [arn.replace(/\{\w+\}/g, '*')] };
  if (arn === '*') expect(types).toEqual([]);
  else expect(types.some((type) => mayBeOfType(pattern, type) === 'yes')).toBe(true);
});
