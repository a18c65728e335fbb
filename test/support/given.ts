/** A parameter that only the deployment knows, and a condition that depends on it. */
export const given = 'Parameters: { Given: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Given, prod] }';
