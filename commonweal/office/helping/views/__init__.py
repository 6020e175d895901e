"""The pages of helping: the adviser's workspace, and what the person sees."""
