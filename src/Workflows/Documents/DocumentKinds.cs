using System.Collections.Immutable;

namespace StaffFlows.Workflows.Documents;

/// <summary>All documents that there are, in the order of the procedures that make them.</summary>
public static class DocumentKinds
{
    public static ImmutableArray<DocumentKind> All { get; } =
    [
        SelectionReview.Recommendation, SelectionReview.Qualification, SelectionInterview.ScoreSheet, SelectionInterview.Summary,
        PublicityDocuments.Notice, PublicityDocuments.Result,
        SelectionFiling.Filing,
        SelectionArrival.Registration, SelectionArrival.Training, SelectionArrival.OnPost,
    ];

    public static DocumentKind? Find(string key) => All.FirstOrDefault(kind => kind.Key == key);
}
