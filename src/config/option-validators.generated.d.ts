import type { ValidateFunction } from 'ajv';

/** ajv's checks of the options of the built-in rules, each under its rule's id in camel case. */
declare const validators: Readonly<Record<string, ValidateFunction>>;
export = validators;
