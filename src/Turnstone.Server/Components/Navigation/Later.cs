using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Turnstone.Server.Components.Navigation;

/// <summary>
/// Draws its content after the components beside it have been given their parameters: what they told their parent by then is drawn in the same round. A
/// component is drawn when its parent's drawing is done, which is all the trick.
/// </summary>
public sealed class Later : ComponentBase
{
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
