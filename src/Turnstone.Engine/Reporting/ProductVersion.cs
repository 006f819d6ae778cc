using System.Reflection;

namespace Turnstone.Engine.Reporting;

/// <summary>The version that reports, kept checks and back-ups name. All of the product has one.</summary>
public static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
