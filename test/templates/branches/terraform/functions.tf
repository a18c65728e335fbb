# Signed wherever it is tested; developers upload as they like.
resource "aws_lambda_function" "collect" {
  function_name           = "collect-${var.stage}"
  filename                = "app.zip"
  runtime                 = "python3.13"
  handler                 = "app.handler"
  role                    = aws_iam_role.collect.arn
  layers                  = [local.audit]
  code_signing_config_arn = local.is_tested ? local.signing : null
}

resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.collect.arn
}

# Which configuration this is, only the deployment knows.
resource "aws_lambda_function" "render" {
  function_name           = "render-${var.stage}"
  filename                = "app.zip"
  runtime                 = "python3.13"
  handler                 = "app.handler"
  role                    = local.has_shared_role ? var.shared_role_arn : aws_iam_role.render_role.arn
  layers                  = [local.audit]
  code_signing_config_arn = data.aws_ssm_parameter.signing_config.value
}

# Read during the apply, as it waits for what the platform does before.
data "aws_ssm_parameter" "signing_config" {
  name       = "/platform/code-signing-config"
  depends_on = [aws_iam_role.render_role]
}

# Its production signer belongs to another team.
resource "aws_lambda_function" "deliver" {
  function_name           = "deliver-${var.stage}"
  filename                = "app.zip"
  runtime                 = "python3.13"
  handler                 = "app.handler"
  role                    = local.has_shared_role ? var.shared_role_arn : aws_iam_role.deliver_role.arn
  layers                  = [local.audit]
  code_signing_config_arn = local.is_prod ? "arn:aws:lambda:eu-west-1:444455556666:code-signing-config:csc-99999999999999999" : local.signing
}

# Exists in production only, and never without a signature.
resource "aws_lambda_function" "history" {
  count = local.keeps_history ? 1 : 0

  function_name           = "history-${var.stage}"
  filename                = "app.zip"
  runtime                 = "python3.13"
  handler                 = "app.handler"
  role                    = aws_iam_role.render_role.arn
  layers                  = local.is_prod ? null : [local.audit]
  code_signing_config_arn = local.is_dev ? null : local.signing
}

# A playground, exempt from signing by the configuration.
resource "aws_lambda_function" "sandbox_shell" {
  count = local.is_dev ? 1 : 0

  function_name = "Sandbox-shell"
  filename      = "app.zip"
  runtime       = "python3.13"
  handler       = "app.handler"
  role          = aws_iam_role.sandbox_shell[0].arn
  layers        = [local.audit]
}
