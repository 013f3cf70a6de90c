# Who issues the tokens of a server's jobs, as src/base/github-server.ts has it: github.com, ghe.com, a server of one's own.

variable "github_server_url" {
  description = "The GitHub server whose jobs take the roles: https://octocorp.ghe.com, or GitHub Enterprise Server's own URL."
  type        = string
  default     = "https://github.com"

  validation {
    condition     = can(regex("^https://[a-z0-9.-]+(:[0-9]+)?/?$", var.github_server_url))
    error_message = "The server is given as https://HOST."
  }
}

locals {
  server_host = trimsuffix(trimprefix(var.github_server_url, "https://"), "/")
  issuer = (
    local.server_host == "github.com" ? "token.actions.githubusercontent.com" :
    endswith(local.server_host, ".ghe.com") ? "token.actions.${local.server_host}" :
    "${local.server_host}/_services/token"
  )
}
