using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Publicity;

/// <summary>A text is drafted, or drafted anew: nothing of it hangs yet. 拟稿</summary>
public sealed record NoticeDrafted(Guid CaseId, Notice Notice, int WorkingDays, bool CountsPostingDay) : IEffect;

/// <summary>It hangs at a venue. With the first of them it is on the public page. 张贴</summary>
public sealed record NoticePosted(Guid CaseId, int Round, Venue Venue, DateTimeOffset PostedAt, string ById, ImmutableArray<string> Proof) : IEffect;

/// <summary>The period begins, or goes on after an interruption. 公示期开始</summary>
public sealed record PublicityStarted(Guid CaseId, PublicityPeriod Period) : IEffect;

/// <summary>The calendar has changed: the period is longer, or certain now. 顺延</summary>
public sealed record PublicityLengthened(Guid CaseId, PublicityPeriod Period) : IEffect;

/// <summary>It was taken down, or is wrong and will be posted again. 中断</summary>
/// <param name="IsCorrection">The text is wrong; else somebody took it down.</param>
/// <param name="DaysToRun">How many working days are left from the new posting on; 0 for all of them.</param>
public sealed record PublicitySuspended(Guid CaseId, DateOnly On, bool IsCorrection, int DaysToRun) : IEffect;

/// <summary>Somebody on the list has withdrawn: whoever reads the notice reads that too. 退出</summary>
public sealed record PublicisedPersonWithdrew(Guid CaseId, string Name) : IEffect;

/// <summary>The period is over while objections are still open. 期满</summary>
public sealed record PublicityExpired(Guid CaseId, PublicityResult Interim) : IEffect;

/// <summary>The result is written. 公示结果</summary>
/// <param name="KeepUntil">The last day on which the notice is on the public page.</param>
public sealed record PublicityConcluded(Guid CaseId, PublicityResult Result, DateOnly KeepUntil) : IEffect;
