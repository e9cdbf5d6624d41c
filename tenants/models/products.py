"""The vendor's catalogue, and what each company uses of it."""

from django.db import models
from django.utils.translation import get_language

from helpdesk.lib.ids import uuid7
from tenants.models.tenant import Tenant


class Product(models.Model):
    """A business system the vendor helps with; every product comes to the same window."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name_lt = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of whoever is looking."""
        return self.name_lt if get_language() == "lt" else self.name_en


class TenantProduct(models.Model):
    """A product that a company uses."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "product"], name="tenant_product_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.product_id}"
