"""How does an account get in? Where its password is kept, or which tokens stand for one."""
