import { expect, test } from 'vitest';
import { termsIn } from './terms.js';

test.each([
  ['agreed with security', { reason: 'agreed with security' }],
  ['agreed (SEC-12)', { reason: 'agreed (SEC-12)' }],
  ['moving (owner: payments, expires: 2027-01-31)', { reason: 'moving', owner: 'payments', expires: '2027-01-31' }],
  ['moving (SEC-12, owner: payments team)', { reason: 'moving (SEC-12)', owner: 'payments team' }],
  [
    'moving, Owner: @org/payments; Expires: 2027-01-31',
    { reason: 'moving', owner: '@org/payments', expires: '2027-01-31' },
  ],
  ['moving owner: payments expires: 2027-01-31', { reason: 'moving', owner: 'payments', expires: '2027-01-31' }],
  ['moving (until: 2027-01-31)', { reason: 'moving', expires: '2027-01-31' }],
  ['moving (expires: soon)', { reason: 'moving', expires: 'soon' }],
  ['moving (expires:)', { reason: 'moving', expires: '' }],
  ['(owner: payments)', { owner: 'payments' }],
  ['the homeowner: nobody', { reason: 'the homeowner: nobody' }],
  ['', {}],
])('%j', (text, terms) => {
  expect(termsIn(text)).toEqual(terms);
});
