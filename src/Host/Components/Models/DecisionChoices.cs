using System.Collections.Immutable;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Components.Models;

/// <summary>One way to decide a task; posted as <c>outcome</c>.</summary>
/// <param name="Label">In the reader's language: 同意.</param>
/// <param name="OpinionRequired">Deciding so needs a written opinion.</param>
/// <param name="Consequence">What happens then and who is told; shown before a negative outcome is confirmed.</param>
/// <param name="Confirm">What the confirmation's button says; the label where null.</param>
public sealed record OutcomeButton(
    string Key, string Label, OutcomeIntent Intent, bool OpinionRequired = false, string? Consequence = null, string? Confirm = null)
{
    /// <summary>Asked for before it is done, in a dialog or on its page <c>?do=…</c>.</summary>
    public bool IsConfirmed => Intent is OutcomeIntent.Negative || IsReturn;

    public bool IsReturn => Key is "return";

    /// <summary>What only this outcome needs: filled in where it is confirmed, and nowhere else on the page.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
}

/// <summary>What can be done with a task besides deciding it. Each has its page <c>?do=…</c> and its form.</summary>
public enum TaskVerb
{
    Claim,
    Release,
    Return,
    Transfer,
    Delegate,
    AddSign,
    Copy,
}

/// <summary>A step that a task can be returned to; posted as <c>to</c>.</summary>
public sealed record ReturnTarget(string StepId, string Label, string? Note = null)
{
    /// <summary>What each way of returning there would do; empty where the flow itself has a way back.</summary>
    public ImmutableArray<ReturnCourseView> Courses { get; init; } = [];
}

/// <param name="Closes">Which tasks end, in words.</param>
/// <param name="Opens">Which steps begin, in words.</param>
public sealed record ReturnCourseView(bool IsStraightBack, string Closes, string Opens);

/// <summary>The decision bar of one task, its dialogs and their plain pages.</summary>
/// <param name="Outcomes">Empty: this viewer has nothing to decide, the bar shows only verbs.</param>
/// <param name="QuickOpinions">常用意见, most used first.</param>
/// <param name="Verbs">The verbs open to this viewer, in the order of the menu.</param>
/// <param name="Asked">The part of <c>?do=</c>: an outcome's key or a verb's word; its form then replaces the bar.</param>
public sealed record DecisionChoices(
    string TaskId,
    ImmutableArray<OutcomeButton> Outcomes,
    ImmutableArray<string> QuickOpinions,
    ImmutableArray<TaskVerb> Verbs,
    ImmutableArray<ReturnTarget> ReturnTargets,
    ImmutableArray<PersonGroup> People,
    string? ReturnNote = null,
    string? Asked = null,
    string? Opinion = null,
    string? OpinionError = null)
{
    /// <summary>Why what was chosen on a verb's page can't be done.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was written on a verb's page before, and who or which step was chosen.</summary>
    public string? Note { get; init; }
    public ImmutableArray<string> Chosen { get; init; } = [];
}

internal static class TaskVerbs
{
    /// <summary>The verb's word in addresses: <c>/tasks/{id}/add-sign</c>, <c>?do=add-sign</c>.</summary>
    public static string Word(this TaskVerb verb) => verb switch
    {
        TaskVerb.Claim => "claim",
        TaskVerb.Release => "release",
        TaskVerb.Return => "return-to",
        TaskVerb.Transfer => "transfer",
        TaskVerb.Delegate => "delegate",
        TaskVerb.AddSign => "add-sign",
        _ => "copy",
    };

    public static string Icon(this TaskVerb verb) => verb switch
    {
        TaskVerb.Claim => "user",
        TaskVerb.Release => "out",
        TaskVerb.Return => "return",
        TaskVerb.Transfer => "over",
        TaskVerb.Delegate => "swap",
        TaskVerb.AddSign => "sign",
        _ => "cc",
    };
}
