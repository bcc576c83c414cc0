namespace StaffFlows.Host.Features.Studio;

/// <summary>One of the Studio's elements on a page of its own.</summary>
/// <param name="Element">The custom element.</param>
/// <param name="TitleKey">Of the page.</param>
/// <param name="IdAttribute">The attribute that says what it shows; null for lists.</param>
public sealed record StudioScreen(string Element, string TitleKey, string? IdAttribute = null)
{
    public static readonly StudioScreen Definitions = new("elsa-workflow-definition-list", "studio.definitions");
    public static readonly StudioScreen Editor = new("elsa-workflow-definition-editor", "studio.editor", "definition-id");
    public static readonly StudioScreen Instances = new("elsa-workflow-instance-list", "studio.instances");
    public static readonly StudioScreen Viewer = new("elsa-workflow-instance-viewer", "studio.viewer", "instance-id");

    /// <summary>Whether it draws a procedure, which takes a large screen.</summary>
    public bool IsChart => IdAttribute is not null;
}
