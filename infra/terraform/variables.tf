variable "repository" {
  description = "The repository that is backed up, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "The repository has the form owner/name."
  }
}

variable "repository_ids" {
  description = "Numbers of owner and repository (gh api repos/acme/shop), for repositories with immutable OIDC subjects: those made since June 2026."
  type        = object({ owner = string, repository = string })
  default     = null
}

variable "backup_workflow" {
  description = "The only workflow file whose jobs may back up: acme/shop/.github/workflows/backup.yml@refs/heads/main. Empty: any of the branch."
  type        = string
  default     = ""

  validation {
    condition     = var.backup_workflow == "" || can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\\.github/workflows/[^*?@]+@[^*?@]+$", var.backup_workflow))
    error_message = "The workflow has the form owner/name/.github/workflows/file.yml@ref."
  }
}

variable "default_branch" {
  description = "The branch whose workflows may back up."
  type        = string
  default     = "main"
}

variable "bucket_name" {
  description = "Name of the bucket; one of the form PREFIX-ACCOUNT-REGION-an is made in the account's own namespace."
  type        = string
}

variable "role_prefix" {
  description = "How the names of the roles begin."
  type        = string
  default     = "holdfast"
}

variable "oidc_provider_arn" {
  description = "ARN of the OIDC provider of GitHub, if the account has one already: there can be only one. Empty: it is made."
  type        = string
  default     = ""
}

variable "audience" {
  description = "Audience of the tokens; sts.amazonaws.com.cn in the China regions."
  type        = string
  default     = "sts.amazonaws.com"
}

variable "kms_key_arn" {
  description = "ARN of a KMS key for the bucket. Empty: the keys of S3 (AES256)."
  type        = string
  default     = ""
}

variable "wrap_vault_key" {
  description = "true: a KMS key that wraps the vault key of a sealed vault, so that the workflow holds no secret."
  type        = bool
  default     = false
}

variable "github_app_kms_key_arn" {
  description = "ARN of the KMS key of a GitHub App (github-app-kms-key), with which backups may sign. Empty: none."
  type        = string
  default     = ""
}

variable "noncurrent_days" {
  description = "How long S3 keeps what was deleted or overwritten: the time to notice an attack, and to undo a prune."
  type        = number
  default     = 60

  validation {
    condition     = var.noncurrent_days >= 30
    error_message = "At least 30 days: what was overwritten or deleted must be there to be brought back."
  }
}

variable "object_lock_days" {
  description = "Object Lock (governance) by default for so many days; 0: none."
  type        = number
  default     = 0
}

variable "transition_days" {
  description = "Move packs to Glacier Instant Retrieval after so many days; 0: never."
  type        = number
  default     = 0
}
