resource "aws_lambda_function" "create_order" {
  function_name           = "create-order"
  s3_bucket               = var.code_bucket
  s3_key                  = "create-order.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.create_order_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]

  environment {
    variables = { STAGE = var.stage }
  }
}

resource "aws_lambda_function" "get_order" {
  function_name           = "get-order"
  s3_bucket               = var.code_bucket
  s3_key                  = "get-order.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.get_order_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]
}

resource "aws_lambda_function" "partner_feed" {
  function_name           = "partner-feed"
  s3_bucket               = var.code_bucket
  s3_key                  = "partner-feed.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.partner_feed_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]
}

resource "aws_lambda_function" "pack_order" {
  function_name           = "pack-order"
  s3_bucket               = var.code_bucket
  s3_key                  = "pack-order.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.pack_order_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]
}

# Money: both functions were given the role that was already there.
resource "aws_lambda_function" "charge_card" {
  function_name           = "charge-card"
  s3_bucket               = var.code_bucket
  s3_key                  = "charge-card.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  timeout                 = 30
  role                    = aws_iam_role.payment_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]
}

resource "aws_lambda_event_source_mapping" "charge_card" {
  function_name    = aws_lambda_function.charge_card.arn
  event_source_arn = aws_sqs_queue.charges.arn
  batch_size       = 1
}

resource "aws_lambda_function" "refund_card" {
  function_name           = "refund-card"
  s3_bucket               = var.code_bucket
  s3_key                  = "refund-card.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.payment_role.arn
  code_signing_config_arn = aws_lambda_code_signing_config.signing_config.arn
  layers                  = [local.observability]
}

# Written in a hurry, two years ago.
resource "aws_lambda_function" "backfill" {
  function_name = "backfill"
  s3_bucket     = var.code_bucket
  s3_key        = "backfill.zip"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  memory_size   = 1024
  timeout       = 900
  role          = aws_iam_role.backfill_role.arn
  layers        = ["arn:aws:lambda:eu-west-1:111122223333:layer:observability:9"]
}

# A container image cannot be signed by Lambda, and takes no layers.
resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/invoices:2026-11-01"
  role          = aws_iam_role.invoices_role.arn
}

resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "cron(0 3 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.invoices.arn
}
