using System.Collections.Concurrent;
using System.Globalization;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Rows;

/// <summary>
/// The number of a case within a batch. Only the database knows it, while the batch is being run: until then the case and the request's
/// answer hold the pattern's mark, which their statements have replaced.
/// </summary>
internal sealed class LateNumber
{
    private static readonly ConcurrentDictionary<(string Sql, int Place), string> Filled = new();

    private readonly Table counters;
    private readonly Column caseNumber;
    private readonly Column answer;
    private readonly Case @case;
    private readonly string pattern;
    private readonly int year;
    private readonly CounterMark parts;

    public LateNumber(Tables tables, Case @case, string pattern, DateTimeOffset now)
    {
        (counters, caseNumber, answer) = (tables.Of<CaseCounter>(), tables.Of<Case>().Column(nameof(Case.Number)), tables.Of<AnsweredRequest>().Column(nameof(AnsweredRequest.Answer)));
        (this.@case, this.pattern, year) = (@case, pattern, CaseNumbers.YearOf(now));
        parts = CounterMark.Find(pattern) ?? throw new InvalidOperationException($"The database can't make numbers of the pattern {pattern}.");
        @case.Number = NumberPattern.FormatOf(pattern, year);
    }

    /// <summary>Draws it; from then on the counter is held.</summary>
    public RowStatement Draw => new(
        $"INSERT INTO {counters.Name} ({Pattern.Name}, {Year.Name}, {Value.Name}) VALUES ($1, $2, $3) ON CONFLICT ({Pattern.Name}, {Year.Name}) DO UPDATE SET {Value.Name} = {counters.Name}.{Value.Name} + 1 RETURNING {Value.Name}",
        [new(Pattern, pattern), new(Year, year), new(Value, 1L)])
    {
        OnRow = row => @case.Number = NumberPattern.Format(pattern, year, row.GetInt64(0)),
    };

    private Column Pattern => counters.Column(nameof(CaseCounter.Pattern));

    private Column Year => counters.Column(nameof(CaseCounter.Year));

    private Column Value => counters.Column(nameof(CaseCounter.Value));

    /// <summary>The statement with the number in the place of its mark; comes after <see cref="Draw"/> and is for this case alone.</summary>
    public RowStatement Into(RowStatement statement)
    {
        for (var i = 0; i < statement.Values.Count; i++)
        {
            if (statement.Values[i].Column != caseNumber && statement.Values[i].Column != answer) continue;

            var next = statement.Values.Count + 1;
            return statement with
            {
                Adds = null,
                Sql = Filled.GetOrAdd((statement.Sql, i + 1), key => Fill(key.Sql, key.Place, next)),
                Values = [.. statement.Values, new(Pattern, parts.Mark), new(Value, parts.Limit), new(Pattern, pattern), new(Year, year)],
            };
        }

        return statement with { Adds = null };
    }

    /// <summary>Leading zeros come from adding the first number that is too long, and leaving out its 1.</summary>
    private string Fill(string sql, int place, int next)
    {
        var digits = $"CASE WHEN n.{Value.Name} < ${next + 1} THEN substr(CAST(n.{Value.Name} + ${next + 1} AS text), 2) ELSE CAST(n.{Value.Name} AS text) END";
        var filled = string.Create(
            CultureInfo.InvariantCulture,
            $"replace(${place}, ${next}, (SELECT {digits} FROM {counters.Name} n WHERE n.{Pattern.Name} = ${next + 2} AND n.{Year.Name} = ${next + 3}))");
        var (token, at) = ($"${place}", -1);
        do at = sql.IndexOf(token, at + 1, StringComparison.Ordinal);
        while (at + token.Length < sql.Length && char.IsAsciiDigit(sql[at + token.Length]));      // $1 is not the beginning of $12
        return sql.Remove(at, token.Length).Insert(at, filled);
    }
}
