# The API for the shop's own pages.
resource "aws_api_gateway_rest_api" "orders_api" {
  name = "orders"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "orders", version = "1.0" }
    paths = {
      "/orders" = {
        post = {
          security                          = [{ Gatekeeper = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.create_order.invoke_arn }
        }
        options = { "x-amazon-apigateway-integration" = { type = "mock" } }
      }
      "/orders/{id}" = {
        get = {
          security                          = [{ Gatekeeper = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.get_order.invoke_arn }
        }
        options = { "x-amazon-apigateway-integration" = { type = "mock" } }
      }
      "/track/{token}" = {
        get = {
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.get_order.invoke_arn }
        }
      }
      "/health" = {
        # lambda-lint-disable-next-line api-route-authorizer -- the load balancer asks without a token; the answer is "ok"
        get = {
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.get_order.invoke_arn }
        }
      }
      "/partners/feed" = {
        get = {
          security                          = [{ api_key = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.partner_feed.invoke_arn }
        }
      }
      "/orders/{id}/refund" = {
        post = {
          security                          = [{ Gatekeeper = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.refund_card.invoke_arn }
        }
      }
    }
    components = {
      securitySchemes = {
        api_key = { type = "apiKey", name = "x-api-key", in = "header" }
        Gatekeeper = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type          = "token"
            authorizerUri = "arn:aws:apigateway:${var.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${var.region}:111122223333:function:gatekeeper/invocations"
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "orders_api" {
  rest_api_id = aws_api_gateway_rest_api.orders_api.id
}

resource "aws_api_gateway_stage" "orders_api" {
  rest_api_id          = aws_api_gateway_rest_api.orders_api.id
  deployment_id        = aws_api_gateway_deployment.orders_api.id
  stage_name           = var.stage
  xray_tracing_enabled = true
}

# The API for the warehouse's scanners.
resource "aws_apigatewayv2_api" "warehouse_api" {
  name          = "warehouse"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "scanners" {
  api_id           = aws_apigatewayv2_api.warehouse_api.id
  name             = "scanners"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://scanners.auth.example.net"
    audience = ["warehouse"]
  }
}

resource "aws_apigatewayv2_integration" "pack_order" {
  api_id                 = aws_apigatewayv2_api.warehouse_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.pack_order.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "pack_order" {
  api_id             = aws_apigatewayv2_api.warehouse_api.id
  route_key          = "PUT /orders/{id}/packed"
  target             = "integrations/${aws_apigatewayv2_integration.pack_order.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.scanners.id
}

resource "aws_apigatewayv2_stage" "warehouse_api" {
  api_id = aws_apigatewayv2_api.warehouse_api.id
  name   = var.stage
}
