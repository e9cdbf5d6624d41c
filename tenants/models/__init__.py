"""What the installation knows of the help desks; all in the public schema."""

from tenants.models.people import Invitation, Membership, Role, agents_of
from tenants.models.products import Product, TenantProduct
from tenants.models.steps import ProvisioningStep
from tenants.models.tenant import Domain, Tenant
from tenants.models.vendor import VendorHoliday, VendorHours

__all__ = [
    "Domain",
    "Invitation",
    "Membership",
    "Product",
    "ProvisioningStep",
    "Role",
    "Tenant",
    "TenantProduct",
    "VendorHoliday",
    "VendorHours",
    "agents_of",
]
