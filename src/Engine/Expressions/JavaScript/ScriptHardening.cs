using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Jint.Native;
using Jint.Parser;
using Jint.Parser.Ast;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Changes a parsed script so that it can be shared by threads and watched while it runs. Every loop, function and sum
/// passes <see cref="ScriptWatch"/>; what the interpreter would cache in the tree is fixed beforehand; regular expressions are made
/// anew in each run, because a literal would be shared, with its position, by all of them.
/// </summary>
internal sealed class ScriptHardening
{
    /// <summary>The name under which a script meets its watch: none that could be written in a script.</summary>
    public const string WatchName = "#watch";

    /// <summary>Deepest nesting; the interpreter recurses as deep.</summary>
    private const int MaxDepth = 400;

    private static readonly ConcurrentDictionary<Type, Slot[]> Slots = new();

    private int variablesTotal;
    private int variablesAsObject;

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    public bool HasComputedNames { get; private set; }
    public bool UsesVariablesWhole => variablesTotal > variablesAsObject;

    /// <exception cref="ExpressionException">The script nests too deep or uses <c>with</c>.</exception>
    public void Apply(Program program)
    {
        Visit(program, 0);
        foreach (var function in program.FunctionDeclarations) Visit(function, 1);
    }

    private readonly HashSet<SyntaxNode> visited = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SyntaxNode> watched = new(ReferenceEqualityComparer.Instance);

    private void Visit(SyntaxNode node, int depth)
    {
        if (depth > MaxDepth) throw new ExpressionException($"The script nests deeper than {MaxDepth} levels.");
        if (!visited.Add(node)) return;

        Note(node);
        foreach (var slot in Slots.GetOrAdd(node.GetType(), FindSlots))
        {
            switch (slot.Get(node))
            {
                case SyntaxNode child:
                    if (Replace(child) is { } replacement) slot.Set(node, child = replacement);
                    Visit(child, depth + 1);
                    break;
                case IEnumerable children when children.Cast<object?>().Any(child => child is null or SyntaxNode):
                    slot.Set(node, VisitAll(children, slot.ItemType!, depth));
                    break;
                default:
                    break;
            }
        }

        Guard(node);
    }

    private Array VisitAll(IEnumerable children, Type itemType, int depth)
    {
        var items = children.Cast<SyntaxNode?>().Select(child => child is null ? null : Replace(child) ?? child).ToArray();
        var copy = Array.CreateInstance(itemType, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is { } item) Visit(item, depth + 1);
            copy.SetValue(items[i], i);
        }

        return copy;
    }

    private void Note(SyntaxNode node)
    {
        switch (node)
        {
            case WithStatement:
                throw new ExpressionException("The statement 'with' is not available.");
            case Identifier identifier:
                Names.Add(identifier.Name);
                if (identifier.Name == "variables") variablesTotal++;
                break;
            case Literal { Value: string text }:
                Names.Add(text);
                break;
            case MemberExpression member:
                if (member is { Computed: true, Property: not Literal }) HasComputedNames = true;
                if (member is { Computed: false, Object: Identifier { Name: "variables" } }) variablesAsObject++;
                break;
            default:
                break;
        }
    }

    private Jint.Parser.Ast.Expression? Replace(SyntaxNode node) => node switch
    {
        Literal { Type: SyntaxNodes.RegularExpressionLiteral } literal => NewRegExp(literal),
        BinaryExpression { Operator: BinaryOperator.Plus } sum when watched.Add(sum) => Watched(sum),
        AssignmentExpression { Operator: AssignmentOperator.PlusAssign } sum when watched.Add(sum) => Watched(sum),
        _ => null,
    };

    private static NewExpression NewRegExp(Literal literal)
    {
        var end = literal.Raw.LastIndexOf('/');

        return new()
        {
            Type = SyntaxNodes.NewExpression,
            Location = literal.Location,
            Callee = new Identifier { Type = SyntaxNodes.Identifier, Name = "RegExp", Location = literal.Location },
            Arguments = [Text(literal.Raw[1..end], literal.Location), Text(literal.Raw[(end + 1)..], literal.Location)],
        };
    }

    private static Literal Text(string value, Location? location) =>
        new() { Type = SyntaxNodes.Literal, Value = value, Raw = value, Location = location };

    private static void Guard(SyntaxNode node)
    {
        switch (node)
        {
            case Literal { Cached: false } literal:
                (literal.CachedValue, literal.Cached) = (Constant(literal.Value), true);
                break;
            case CallExpression call:
                call.CanBeCached = false;
                break;
            case ForInStatement loop:
                (loop.Right, loop.Body) = (Watched(loop.Right), Watched(loop.Body));
                break;
            case ForStatement loop:
                loop.Body = Watched(loop.Body);
                break;
            case WhileStatement loop:
                loop.Body = Watched(loop.Body);
                break;
            case DoWhileStatement loop:
                loop.Body = Watched(loop.Body);
                break;
            case FunctionExpression { Body: BlockStatement body }:
                WatchStart(body);
                break;
            case FunctionDeclaration { Body: BlockStatement body }:
                WatchStart(body);
                break;
            default:
                break;
        }
    }

    private static JsValue Constant(object? value) => value switch
    {
        null => JsValue.Null,
        bool flag => flag ? JsValue.True : JsValue.False,
        string text => new JsValue(text),
        IConvertible number => new JsValue(number.ToDouble(null)),
        _ => throw new ExpressionException($"Unexpected literal {value}."),
    };

    private static CallExpression Watched(Jint.Parser.Ast.Expression expression) => new()
    {
        Type = SyntaxNodes.CallExpression,
        Location = expression.Location,
        Callee = new Identifier { Type = SyntaxNodes.Identifier, Name = WatchName, Location = expression.Location },
        Arguments = [expression],
        CanBeCached = false,
    };

    private static BlockStatement Watched(Statement body) => new()
    {
        Type = SyntaxNodes.BlockStatement,
        Location = body.Location,
        LabelSet = body.LabelSet,
        Body = [Check(body), body],
    };

    private static void WatchStart(BlockStatement body)
    {
        if (body.Body.FirstOrDefault() is ExpressionStatement { Expression: CallExpression { Callee: Identifier { Name: WatchName } } }) return;

        body.Body = [Check(body), .. body.Body];
    }

    private static ExpressionStatement Check(SyntaxNode at) => new()
    {
        Type = SyntaxNodes.ExpressionStatement,
        Location = at.Location,
        Expression = Watched(new Literal { Type = SyntaxNodes.Literal, Raw = "null", Location = at.Location, Cached = true, CachedValue = JsValue.Null }),
    };

    private static Slot[] FindSlots(Type type) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Where(field => Holds(field.FieldType) is not null)
            .Select(field => new Slot(Holds(field.FieldType), field.GetValue, field.SetValue)),
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0 && Holds(property.PropertyType) is not null)
            .Select(property => new Slot(Holds(property.PropertyType), property.GetValue, property.SetValue)),
    ];

    /// <summary>The node type that a member holds, alone or in a list; null where it holds none.</summary>
    private static Type? Holds(Type type)
    {
        if (typeof(SyntaxNode).IsAssignableFrom(type) || type == typeof(IPropertyKeyExpression)) return type;
        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type)) return null;

        var item = type.GetGenericArguments()[0];
        return typeof(SyntaxNode).IsAssignableFrom(item) ? item : null;
    }

    private sealed record Slot(Type? ItemType, Func<object, object?> Get, Action<object, object?> Set);
}
