"""The screens of training without a lesson."""
