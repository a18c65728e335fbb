data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "create_order_role" {
  name                 = "create-order"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = local.workload_boundary
}

resource "aws_iam_role_policy" "create_order_role" {
  role = aws_iam_role.create_order_role.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
        Resource = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"]
      },
      {
        Effect   = "Allow"
        Action   = "sqs:SendMessage*"
        Resource = aws_sqs_queue.charges.arn
      },
    ]
  })
}

# Roles that only read or write orders.
locals {
  order_roles = {
    get_order    = ["dynamodb:GetItem", "dynamodb:Query"]
    partner_feed = ["dynamodb:Scan"]
    pack_order   = ["dynamodb:UpdateItem"]
  }
}

resource "aws_iam_role" "get_order_role" {
  name                 = "get-order"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = local.workload_boundary
}

resource "aws_iam_role" "partner_feed_role" {
  name                 = "partner-feed"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = local.workload_boundary
}

resource "aws_iam_role" "pack_order_role" {
  name                 = "pack-order"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = local.workload_boundary
}

data "aws_iam_policy_document" "orders" {
  for_each = local.order_roles

  statement {
    actions   = each.value
    resources = [aws_dynamodb_table.orders.arn]
  }
}

resource "aws_iam_policy" "orders" {
  for_each = local.order_roles

  name   = "orders-${each.key}"
  policy = data.aws_iam_policy_document.orders[each.key].json
}

resource "aws_iam_role_policy_attachment" "orders" {
  for_each = {
    get_order    = aws_iam_role.get_order_role.name
    partner_feed = aws_iam_role.partner_feed_role.name
    pack_order   = aws_iam_role.pack_order_role.name
  }

  role       = each.value
  policy_arn = aws_iam_policy.orders[each.key].arn
}

resource "aws_iam_role" "payment_role" {
  name               = "payment"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_iam_role_policy_attachment" "payment_role" {
  role       = aws_iam_role.payment_role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
}

data "aws_iam_policy_document" "payments" {
  statement {
    actions   = ["dynamodb:*"]
    resources = [aws_dynamodb_table.orders.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "secretsmanager:GetSecretValue", "xray:PutTraceSegments"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "payment_role" {
  name   = "payments"
  role   = aws_iam_role.payment_role.id
  policy = data.aws_iam_policy_document.payments.json
}

resource "aws_iam_role" "backfill_role" {
  name                 = "backfill"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = "arn:aws:iam::444455556666:policy/old-boundary"
}

resource "aws_iam_role_policy_attachment" "backfill_role" {
  for_each = toset(["service-role/AWSLambdaBasicExecutionRole", "PowerUserAccess"])

  role       = aws_iam_role.backfill_role.name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_iam_role" "invoices_role" {
  name                 = "invoices"
  assume_role_policy   = data.aws_iam_policy_document.lambda.json
  permissions_boundary = local.workload_boundary

  inline_policy {
    name = "invoices"
    policy = jsonencode({
      Statement = [{
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:PutObjectAcl"]
        Resource = "${aws_s3_bucket.invoice_bucket.arn}/*"
      }]
    })
  }
}
