namespace Turnstone.Sandbox.SignIn;

/// <summary>An access token and the sign-in name of the account it stands for. Does not print the token.</summary>
public sealed record BearerToken(string Token, string Account)
{
    public override string ToString() => $"BearerToken of {Account}";
}
