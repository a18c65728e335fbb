resource "aws_api_gateway_rest_api" "api" {
  name = "reports-${var.stage}"
}

resource "aws_api_gateway_resource" "reports_resource" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "reports"
}

# Whoever deploys it decides whether it is open.
resource "aws_api_gateway_method" "get_reports" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.reports_resource.id
  http_method   = "GET"
  authorization = var.route_auth
}

# Open to developers, behind a key for testers.
resource "aws_api_gateway_method" "post_reports" {
  rest_api_id      = aws_api_gateway_rest_api.api.id
  resource_id      = aws_api_gateway_resource.reports_resource.id
  http_method      = "POST"
  authorization    = local.is_prod ? "AWS_IAM" : "NONE"
  api_key_required = local.is_tested
}

resource "aws_api_gateway_integration" "reports" {
  for_each = {
    get  = aws_api_gateway_method.get_reports.http_method
    post = aws_api_gateway_method.post_reports.http_method
  }

  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.reports_resource.id
  http_method             = each.value
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.deliver.invoke_arn
}
