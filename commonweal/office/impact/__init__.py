"""What a change of policy would do to everyone, tried by staff before it is proposed."""
