using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Localisation;
using StaffFlows.Testing;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>What the product calls people, windows and states, in Chinese.</summary>
internal sealed class OfficeWords(OfficeSnapshot office, MessageTexts messages, IStringLocalizer<Texts> texts)
{
    public Organisation Organisation => office.Organisation;

    public static async Task<OfficeWords> OfAsync(Hall hall) => new(
        await hall.Services.GetRequiredService<OfficeSnapshots>().ReadAsync(CancellationToken.None),
        hall.Services.GetRequiredService<MessageTexts>(),
        hall.Services.GetRequiredService<IStringLocalizer<Texts>>());

    public string Name(string? personId) => personId is null ? "—" : Organisation.FindPerson(personId)?.Name ?? personId;

    public string Names(IEnumerable<string> personIds) => string.Join('、', personIds.Distinct().Order(StringComparer.Ordinal).Select(Name));

    public string Window(string? id) => id is null ? "—" : Organisation.Windows[id].Name;

    public string Say(string key, params string[] arguments) => messages.Say(key, arguments).Zh;

    /// <summary>Null where it does not leave the house.</summary>
    public string? SayOutside(string key, string[] arguments) => messages.SayOutside(key, arguments)?.Zh;

    public string Of(CaseStatus status) => texts[$"case.status.{JsonNamingPolicy.CamelCase.ConvertName($"{status}")}"];

    public string Of(PublicityState state) => texts[$"notice.state.{state}"];

    public string Of(ObjectionState state) => texts[$"receipt.state.{state}"];

    public static string Of(OutboxChannel channel) => channel is OutboxChannel.Mail ? "邮件" : "短信";

    public static string Of(Venue venue) => venue is Venue.Department ? "派驻部门" : "政务服务中心";

    /// <summary>As the selection's form has it.</summary>
    public string Of(CandidacyState state) => office.Forms.Last(form => form.Key == "selection").FindField(SelectionFields.Results)!.Columns.Single(c => c.Key == SelectionFields.State)
        .Choices.Single(choice => string.Equals(choice.Key, $"{state}", StringComparison.OrdinalIgnoreCase)).Label.Zh;
}
