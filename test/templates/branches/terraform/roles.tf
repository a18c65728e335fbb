locals {
  lambda_may_assume = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "collect" {
  name                 = "collect-${var.stage}"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = local.is_tested ? local.boundary : null
}

resource "aws_iam_role_policy" "collect" {
  role = aws_iam_role.collect.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect   = "Allow"
      Action   = local.is_prod ? "s3:GetObject" : "s3:*"
      Resource = "arn:aws:s3:::reports-${var.stage}/*"
    }
  })
}

resource "aws_iam_role" "sandbox_shell" {
  count = local.is_dev ? 1 : 0

  name                 = "sandbox-shell"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = local.is_tested ? local.boundary : null
}

resource "aws_iam_policy_attachment" "sandbox_shell" {
  count = local.is_dev ? 1 : 0

  name       = "sandbox"
  roles      = [aws_iam_role.sandbox_shell[0].name]
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "render_role" {
  name                 = "render-${var.stage}"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = local.boundary

  inline_policy {
    name = "render"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = local.is_dev ? "*" : "arn:aws:s3:::reports-${var.stage}/*"
      }]
    })
  }
}

resource "aws_iam_role" "deliver_role" {
  name                 = "deliver-${var.stage}"
  assume_role_policy   = local.lambda_may_assume
  permissions_boundary = local.is_prod ? local.boundary : "arn:aws:iam::${var.account_id}:policy/developers"
}
