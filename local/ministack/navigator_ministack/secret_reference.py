"""A secret's CloudFormation `Ref` is its ARN; ministack's is its name."""

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

from navigator_ministack.expectations import expect_source

_TYPE = "AWS::SecretsManager::Secret"


def replace() -> None:
    """Make the ARN the physical id, from which the rest of ministack's provisioner keeps getting the name."""
    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]
    expect_source(handlers["create"], "0bae0110fce2")
    expect_source(handlers["update"], "e87220a5ff35")
    expect_source(handlers["delete"], "4ff615ac8289")
    provisioners._RESOURCE_HANDLERS[_TYPE] = {
        **handlers,
        "create": _creating(handlers["create"]),
        "update": _updating(handlers["update"]),
        "delete": _deleting(handlers["delete"]),
    }


def _name(physical_id: str) -> str:
    key, secret = secretsmanager._resolve(physical_id)
    return secret["Name"] if secret else physical_id


def _creating(create):
    def create_secret(logical_id, props, stack_name):
        _, attributes = create(logical_id, props, stack_name)
        return attributes["Arn"], attributes

    return create_secret


def _updating(update):
    def update_secret(physical_id, old_props, new_props, stack_name, logical_id=None):
        _, attributes = update(_name(physical_id), old_props, new_props, stack_name, logical_id)
        return attributes["Arn"], attributes

    return update_secret


def _deleting(delete):
    def delete_secret(physical_id, props):
        return delete(_name(physical_id), props)

    return delete_secret
