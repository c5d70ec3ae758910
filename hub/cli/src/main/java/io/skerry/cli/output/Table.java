package io.skerry.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, columns as wide as their widest cell, two spaces apart, nothing after the last. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Cell> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(List<Cell> headings) {
        this.headings = headings;
    }

    /** A table with those headings. */
    public static Table of(String... headings) {
        var cells = new ArrayList<Cell>();
        for (var heading : headings) {
            cells.add(new Cell(heading, Colour.DIM));
        }
        return new Table(cells);
    }

    /** A cell. */
    public static Cell cell(Object text) {
        return new Cell(String.valueOf(text), Colour.PLAIN);
    }

    /** A cell coloured by the state it names. */
    public static Cell state(String state) {
        return new Cell(state, Colour.ofState(state));
    }

    /** Adds a row, as many cells as there are headings. */
    public Table row(Cell... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes it to the console's answers. */
    public void print(Console console) {
        var widths = new int[headings.size()];
        measure(headings, widths);
        rows.forEach(row -> measure(row, widths));
        console.out().println(line(headings, widths, console));
        rows.forEach(row -> console.out().println(line(row, widths, console)));
    }

    private static void measure(List<Cell> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).text().length());
        }
    }

    private static String line(List<Cell> row, int[] widths, Console console) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = row.get(i);
            var last = i == widths.length - 1;
            line.append(console.paint(cell.colour(), cell.text()));
            if (!last) {
                line.append(" ".repeat(widths[i] - cell.text().length())).append(GAP);
            }
        }
        return console.paintsAnswers() ? line.toString() : line.toString().stripTrailing();
    }

    /** Text with its colour. */
    public record Cell(String text, Colour colour) {}
}
