/** A role that a service may take, with one policy of its own; `more` goes on behind its trust. */
export const role = (statement: string, more = '', trust = 'lambda') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${trust}.amazonaws.com }, Action: 'sts:AssumeRole' }]${more}
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement: ${statement}
`;

/** Such a role, whose policy has one statement that allows something; `more` goes on behind its resource. */
export const allow = (action: string, resource = "'*'", more = '') =>
  role(`[{ Effect: Allow, Action: ${action}, Resource: ${resource}${more} }]`);

/** A SAM function with policies. */
export const sam = (policies: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies: ${policies}
`;
