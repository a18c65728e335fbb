resource "aws_lambda_function" "submit_claim" {
  function_name                  = "submit-claim"
  publish                        = true
  s3_bucket                      = "claims-code"
  s3_key                         = "submit-claim.zip"
  runtime                        = "provided.al2023"
  handler                        = "bootstrap"
  architectures                  = ["arm64"]
  role                           = aws_iam_role.this["submit_claim"].arn
  code_signing_config_arn        = local.signing
  layers                         = local.layers
  memory_size                    = 512
  timeout                        = 10
  reserved_concurrent_executions = 20

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = local.security_groups
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.logs.name
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_function" "read_claim" {
  function_name                  = "read-claim"
  publish                        = true
  s3_bucket                      = "claims-code"
  s3_key                         = "read-claim.zip"
  runtime                        = "provided.al2023"
  handler                        = "bootstrap"
  architectures                  = ["arm64"]
  role                           = aws_iam_role.this["read_claim"].arn
  code_signing_config_arn        = local.signing
  layers                         = local.layers
  memory_size                    = 512
  timeout                        = 10
  reserved_concurrent_executions = 20

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = local.security_groups
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.logs.name
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_function" "pay_claim" {
  function_name                  = "pay-claim"
  publish                        = true
  s3_bucket                      = "claims-code"
  s3_key                         = "pay-claim.zip"
  runtime                        = "provided.al2023"
  handler                        = "bootstrap"
  architectures                  = ["arm64"]
  role                           = aws_iam_role.this["pay_claim"].arn
  code_signing_config_arn        = local.signing
  layers                         = local.layers
  memory_size                    = 512
  timeout                        = 10
  reserved_concurrent_executions = 20

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = local.security_groups
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.logs.name
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_event_source_mapping" "pay_claim" {
  function_name    = aws_lambda_alias.live["pay_claim"].arn
  event_source_arn = aws_sqs_queue.payments.arn
}

# A container image: signing and layers do not apply.
resource "aws_lambda_function" "photos" {
  function_name                  = "photos"
  publish                        = true
  package_type                   = "Image"
  image_uri                      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/photos:7"
  role                           = aws_iam_role.this["photos"].arn
  memory_size                    = 512
  timeout                        = 10
  reserved_concurrent_executions = 20

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = local.security_groups
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.logs.name
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

# What callers name: a version that stays as it is.
resource "aws_lambda_alias" "live" {
  for_each = {
    submit_claim = aws_lambda_function.submit_claim
    read_claim   = aws_lambda_function.read_claim
    pay_claim    = aws_lambda_function.pay_claim
    photos       = aws_lambda_function.photos
  }
  name             = "live"
  function_name    = each.value.function_name
  function_version = each.value.version
}

# One role for each function.
locals {
  documents = {
    submit_claim = data.aws_iam_policy_document.submit_claim.json
    read_claim   = data.aws_iam_policy_document.read_claim.json
    pay_claim    = data.aws_iam_policy_document.pay_claim.json
    photos       = data.aws_iam_policy_document.photos.json
  }
}

resource "aws_iam_role" "this" {
  for_each = toset(["submit_claim", "read_claim", "pay_claim", "photos"])

  name                 = each.key
  permissions_boundary = local.boundary
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy" "this" {
  for_each = aws_iam_role.this

  role   = each.value.id
  policy = local.documents[each.key]
}

resource "aws_iam_role_policy_attachment" "network" {
  for_each = aws_iam_role.this

  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "tracing" {
  for_each = aws_iam_role.this

  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "failed" {
  for_each = aws_iam_role.this

  role   = each.value.id
  policy = data.aws_iam_policy_document.failed.json
}

data "aws_iam_policy_document" "failed" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failed.arn]
  }
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "submit_claim" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.claims.arn]
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.evidence.arn}/*"]
  }
}

data "aws_iam_policy_document" "read_claim" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.claims.arn]
  }

  # These cannot be limited to a resource.
  statement {
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }

  # What may be decrypted is limited by the service that asks for it.
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.eu-west-1.amazonaws.com"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

data "aws_iam_policy_document" "pay_claim" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.claims.arn]
  }

  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.payments.arn]
  }
}

data "aws_iam_policy_document" "photos" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.evidence.arn}/*"]
  }
}
