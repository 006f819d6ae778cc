using Turnstone.Server.Security;

namespace Turnstone.Server.Face;

/// <summary>What somebody must be able to do to see a page, as <see cref="RouteAbility.Needs"/> says it of a route. A page that says nothing, and is not open to all, is shown to nobody.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(Ability ability) : Attribute
{
    public Ability Ability => ability;
}
