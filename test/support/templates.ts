/** Small templates that between them use all that YAML and JSON offer. */
export const templates: Readonly<Record<string, string>> = {
  'sam.yaml': `AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
# A comment with a "quote and a [bracket
Parameters:
  Account: {Type: String, Default: 012345678901}
Globals:
  Function: &defaults
    Runtime: nodejs22.x
    Timeout: 30
    Tracing: Active # why not
Resources:
  Function:
    Type: AWS::Serverless::Function
    DeletionPolicy:
    Properties:
      <<: *defaults
      Timeout: 10
      Handler: 'index.handler'
      Description: "It's \\"fine\\" \\u00e9"
      InlineCode: |
        exports.handler = async () => {
          return 1;
        };

      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          TABLE: !Ref Table
          URL: !Sub
            - https://\${Host}/
            - Host: !ImportValue
                Fn::Sub: \${Stack}-host
          EMPTY: ''
          ON: yes
      Events:
        Api: {Type: Api, Properties: {Path: /, Method: GET}}
`,
  'lists.yaml': `- a
-
- - b
  - c: d
    e:
    - f
-
  g: >-
    folded
    text

    end
- [x, y: z, 'q', {r: s, t}, !Sub u,
  # between
  ]
- !Base64
  text
- ? key
  : value
- plain over
  two lines
- "quoted
  over lines"
- |+
  keep

- !Foo
- !Select [0, !GetAZs '']
- !FindInMap
  - A
  - B
`,
  'anchors.yaml': `a: &a {x: 1, y: 2}
b: &b
  y: 3
  z: &z [1, *a]
c:
  <<: [*a, *b]
  z: 4
d: *z
"e": &e text
f: *e
`,
  'windows.yaml': '\uFEFFa: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n\r\ng: "h\r\n  i"\r\n',
  'template.json': `{
  "Resources": {
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {"Path": "/a\\u0062\\n", "Limits": [1, -2.5, true, null, false, {}, []], "": ""}
    }
  }
}
`,
};
