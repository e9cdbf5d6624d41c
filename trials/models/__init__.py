"""The free month, from the order form to its end; all in the public schema."""

from trials.models.offer import Offer, Terms
from trials.models.order import AddressTaken, Order
from trials.models.question import Question
from trials.models.wish import Wish

__all__ = ["AddressTaken", "Offer", "Order", "Question", "Terms", "Wish"]
