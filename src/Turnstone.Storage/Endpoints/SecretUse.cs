namespace Turnstone.Storage.Endpoints;

/// <summary>What an endpoint's secret is.</summary>
public enum SecretUse
{
    /// <summary>The password that goes with the login.</summary>
    Password,

    /// <summary>An OAuth access token that was got elsewhere.</summary>
    Token,

    /// <summary>The JSON key of a Google service account; tokens are got with it.</summary>
    ServiceAccountKey,

    /// <summary>The secret of an application; tokens are got with it at the token endpoint.</summary>
    ClientSecret,
}
