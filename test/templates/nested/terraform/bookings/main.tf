# Takes and lists bookings.
variable "layer_arns" {
  type = list(string)
}

variable "role_arn" {
  type = string
}

variable "api_id" {
  type = string
}

variable "root_resource_id" {
  type = string
}

variable "authorizer_id" {
  type = string
}

variable "signing_config_arn" {
  type = string
}

resource "aws_lambda_function" "book" {
  function_name           = "book"
  s3_bucket               = "bookings-code"
  s3_key                  = "book.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = var.role_arn
  code_signing_config_arn = var.signing_config_arn
  layers                  = var.layer_arns
}

# Has forgotten the layers, and its role has no boundary.
resource "aws_lambda_function" "list" {
  function_name           = "list"
  s3_bucket               = "bookings-code"
  s3_key                  = "list.zip"
  runtime                 = "nodejs22.x"
  handler                 = "index.handler"
  role                    = aws_iam_role.list.arn
  code_signing_config_arn = var.signing_config_arn
}

resource "aws_iam_role" "list" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_api_gateway_resource" "bookings_resource" {
  rest_api_id = var.api_id
  parent_id   = var.root_resource_id
  path_part   = "bookings"
}

resource "aws_api_gateway_method" "post_booking" {
  rest_api_id   = var.api_id
  resource_id   = aws_api_gateway_resource.bookings_resource.id
  http_method   = "POST"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = var.authorizer_id
}

resource "aws_api_gateway_integration" "post_booking" {
  rest_api_id             = var.api_id
  resource_id             = aws_api_gateway_resource.bookings_resource.id
  http_method             = aws_api_gateway_method.post_booking.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.book.invoke_arn
}

resource "aws_api_gateway_method" "list_bookings" {
  rest_api_id   = var.api_id
  resource_id   = aws_api_gateway_resource.bookings_resource.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "list_bookings" {
  rest_api_id             = var.api_id
  resource_id             = aws_api_gateway_resource.bookings_resource.id
  http_method             = aws_api_gateway_method.list_bookings.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.list.invoke_arn
}
