"""A table's `TimeToLiveSpecification` takes effect; ministack accepts it in a template and forgets it."""

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

from navigator_ministack.expectations import expect_source

_TYPE = "AWS::DynamoDB::Table"


def replace() -> None:
    """Set the table's time to live after it is created or updated."""
    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]
    expect_source(handlers["create"], "277586e016c6")
    expect_source(handlers["update"], "0665980ffdd0")
    provisioners._RESOURCE_HANDLERS[_TYPE] = {
        **handlers,
        "create": _creating(handlers["create"]),
        "update": _updating(handlers["update"]),
    }


def _creating(create):
    def create_table(logical_id, props, stack_name):
        created = create(logical_id, props, stack_name)
        _set_expiry(created[0], props)
        return created

    return create_table


def _updating(update):
    def update_table(physical_id, old_props, new_props, stack_name, logical_id=None):
        updated = update(physical_id, old_props, new_props, stack_name, logical_id)
        _set_expiry(updated[0], new_props)
        return updated

    return update_table


def _set_expiry(table: str, props: dict) -> None:
    wanted = props.get("TimeToLiveSpecification")
    if wanted:
        enabled = str(wanted.get("Enabled")).lower() == "true"
        dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": {**wanted, "Enabled": enabled}})
